package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Keycloak's admin REST API, as plain JSON: the same on every version of the server. */
public final class AdminClient {
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(40);

  private final URI server;
  private final String username;
  private final String password;
  private String token;
  private Instant tokenEnd = Instant.MIN;

  AdminClient(URI server, String username, String password) {
    this.server = server;
    this.username = username;
    this.password = password;
  }

  /** What the server answered, also when it refused. */
  public record Answer(int status, JsonNode body, String location) {
    public boolean ok() {
      return status / 100 == 2;
    }

    /** The id of what was created. */
    public String id() {
      return location.substring(location.lastIndexOf('/') + 1);
    }

    public String error() {
      return body.path("error_description")
          .asText(body.path("errorMessage").asText(body.path("error").asText()));
    }
  }

  public JsonNode get(String path) {
    return orFail("GET", path, null).body();
  }

  /** Everything that the admin console knows of providers and their forms. */
  public JsonNode serverInfo() {
    return get("/../serverinfo");
  }

  public Answer post(String path, Object body) {
    return orFail("POST", path, body);
  }

  public void put(String path, Object body) {
    orFail("PUT", path, body);
  }

  public void delete(String path) {
    orFail("DELETE", path, null);
  }

  private Answer orFail(String method, String path, Object body) {
    Answer answer = attempt(method, path, body);
    if (!answer.ok()) {
      throw new AssertionError(
          method + " " + path + " answered " + answer.status() + ": " + answer.body());
    }
    return answer;
  }

  /** As the others, but a refusal is an answer like any other. */
  public Answer attempt(String method, String path, Object body) {
    HttpRequest.Builder request =
        Http.request(URI.create(server + "/admin/realms" + path).normalize())
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json");
    request.method(
        method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text(body)));
    HttpResponse<String> response = Http.send(request.build());
    JsonNode json =
        response.body().isBlank() ? MissingNode.getInstance() : Json.parse(response.body());
    return new Answer(
        response.statusCode(), json, response.headers().firstValue("Location").orElse(""));
  }

  private static String text(Object body) {
    return body instanceof String string ? string : Json.write(body);
  }

  private synchronized String token() {
    if (Instant.now().isAfter(tokenEnd)) {
      token = fetchToken();
      tokenEnd = Instant.now().plus(TOKEN_LIFE);
    }
    return token;
  }

  private String fetchToken() {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            username,
            "password",
            password);
    HttpResponse<String> response =
        Http.send(
            Http.request(server.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encode(form)))
                .build());
    return Json.parse(response.body()).path("access_token").asText();
  }
}
