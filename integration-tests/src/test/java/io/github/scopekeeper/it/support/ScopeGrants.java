package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The resource that an app asks before it asks its user, called with one token. */
public final class ScopeGrants {
  private final URI resource;
  private final Map<String, String> headers = new LinkedHashMap<>();

  private ScopeGrants(URI resource) {
    this.resource = resource;
  }

  public static ScopeGrants with(TestRealm realm, Tokens tokens) {
    return with(realm, tokens.access());
  }

  public static ScopeGrants with(TestRealm realm, String bearer) {
    return anonymous(realm).header("Authorization", "Bearer " + bearer);
  }

  public static ScopeGrants anonymous(TestRealm realm) {
    return new ScopeGrants(URI.create(realm.url() + "/scope-grants"));
  }

  public ScopeGrants header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public URI resource() {
    return resource;
  }

  public Rest.Answer list() {
    return send("GET", "", BodyPublishers.noBody());
  }

  public Rest.Answer ask(String... scopes) {
    return ask(Map.of("scopes", List.of(scopes)));
  }

  public Rest.Answer ask(Map<String, ?> question) {
    return askRaw(Json.write(question));
  }

  public Rest.Answer askRaw(String body) {
    headers.putIfAbsent("Content-Type", "application/json");
    return send("POST", "", BodyPublishers.ofString(body));
  }

  public Rest.Answer giveBack(String scope) {
    return send("DELETE", "/" + Rest.segment(scope), BodyPublishers.noBody());
  }

  /** The same with whatever query. */
  public Rest.Answer giveBack(String scope, String query) {
    return send("DELETE", "/" + Rest.segment(scope) + "?" + query, BodyPublishers.noBody());
  }

  public Rest.Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request = Http.request(URI.create(resource + path)).method(method, body);
    headers.forEach(request::header);
    HttpResponse<String> response = Http.send(request.build());
    boolean empty = response.body().isBlank();
    JsonNode json = empty ? MissingNode.getInstance() : Json.parse(response.body());
    return new Rest.Answer(response.statusCode(), json, response.headers());
  }

  /** The answer's authorization URL with what only an app can add. */
  public static URI ready(Rest.Answer answer) {
    Map<String, String> more = new LinkedHashMap<>();
    if (!request(answer).containsKey("redirect_uri")) {
      more.put("redirect_uri", OAuthClient.REDIRECT_URI);
    }
    more.put("state", "s");
    more.put("nonce", "n");
    more.put("code_challenge", AuthorizationRequest.challenge());
    more.put("code_challenge_method", "S256");
    return URI.create(answer.body().path("authorization_url").asText() + "&" + Http.encode(more));
  }

  /** The parameters of the answer's authorization URL. */
  public static Map<String, String> request(Rest.Answer answer) {
    Map<String, String> parameters = new LinkedHashMap<>();
    URI url = URI.create(answer.body().path("authorization_url").asText());
    for (String pair : url.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  /** A list of strings in the answer. */
  public static List<String> names(Rest.Answer answer, String field) {
    return Json.stream(answer.body().path(field)).map(JsonNode::asText).toList();
  }

  /** The scopes that a list of objects in the answer is about. */
  public static List<String> scopes(JsonNode list) {
    return Json.stream(list).map(entry -> entry.path("scope").asText()).toList();
  }
}
