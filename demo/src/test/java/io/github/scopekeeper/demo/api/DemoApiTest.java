package io.github.scopekeeper.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API without any Keycloak: nothing listens on port 1. */
class DemoApiTest {

  @TempDir Path journal;
  private DemoApi api;

  @BeforeEach
  void start() {
    api = DemoApi.start(ApiConfig.local(0, URI.create("http://localhost:1/realms/x"), journal));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void whatIsPublicNeedsNobody() throws Exception {
    assertThat(send("GET", "/health").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(send("GET", "/api/public/templates").body()).contains("5 km run");
  }

  @Test
  void everythingElseWantsAToken() throws Exception {
    for (var route :
        new String[] {
          "GET /api/profile", "GET /api/workouts", "POST /api/workouts", "DELETE /api/workouts",
          "GET /api/appointments", "POST /api/appointments", "POST /api/week", "PUT /api/billing",
          "DELETE /api/account"
        }) {
      var response = send(route.split(" ")[0], route.split(" ")[1]);

      assertThat(response.statusCode()).as(route).isEqualTo(401);
      assertThat(response.headers().firstValue("WWW-Authenticate").orElse(""))
          .startsWith("Bearer scope=")
          .contains(api.url() + "/.well-known/oauth-protected-resource/api")
          .doesNotContain("error");
    }
  }

  @Test
  void whatHasNoRuleIsRefused() throws Exception {
    assertThat(send("GET", "/api/secrets").statusCode()).isEqualTo(403);
    assertThat(send("PATCH", "/api/workouts").statusCode()).isEqualTo(405);
  }

  @Test
  void scriptsOfOtherOriginsMayCallItAndReadItsChallenges() throws Exception {
    var preflight =
        HttpRequest.newBuilder(URI.create(api.url() + "/api/workouts"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", "http://localhost:6274")
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization,content-type")
            .build();
    assertThat(send(preflight).headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("authorization");

    var call =
        HttpRequest.newBuilder(URI.create(api.url() + "/api/workouts"))
            .header("Origin", "http://localhost:6274")
            .build();
    var headers = send(call).headers();
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isPresent();
    assertThat(headers.allValues("Access-Control-Expose-Headers").toString())
        .contains("WWW-Authenticate");
    assertThat(headers.firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }

  @Test
  void itsSettingsHaveDefaults() {
    var config = ApiConfig.read(key -> null);

    assertThat(config.port()).isEqualTo(8082);
    assertThat(config.issuer()).hasToString("http://localhost:8080/realms/fitness");
    assertThat(config.internalIssuer()).isEqualTo(config.issuer());
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(api.url() + path))
            .method(method, BodyPublishers.noBody())
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
