package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.demo.api.ApiConfig;
import io.github.scopekeeper.demo.api.DemoApi;
import io.github.scopekeeper.it.support.McpClient;
import io.github.scopekeeper.it.support.NeedsNode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A client that is not ours, knows nothing but the API's address and learns the rest from its
 * challenges: the OAuth client of the MCP SDK.
 */
@NeedsNode
class McpSdkIT {
  @TempDir private static Path journal;
  private static TestRealm realm;
  private static DemoApi api;

  @BeforeAll
  static void open() {
    realm = TestRealm.fitness("mcp");
    api = DemoApi.start(ApiConfig.local(0, realm.url(), journal));
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @Test
  void itFindsTheRealmAndGetsThroughAStepUp() {
    Visitor alice = new Visitor(realm);
    try (McpClient app = new McpClient(api.resource(), "fitness-app")) {
      Page wish = alice.visit(redirect(app.get("/workouts"), "workouts:read"));

      assertThat(app.trail())
          .containsSubsequence(
              "GET /api/workouts 401",
              "GET /.well-known/oauth-protected-resource/api 200",
              "GET /.well-known/oauth-authorization-server" + realm.url().getPath() + " 200");
      assertThat(app.finish(wish.consent().grant())).hasScopes("workouts:read");
      assertThat(app.get("/workouts").at("/json/workouts")).isEmpty();

      Page stepUp = alice.visit(redirect(app.post("/workouts"), "workouts:write"));

      assertThat(app.trail()).contains("POST /api/workouts 403");
      Tokens wider = app.finish(stepUp.consent().grant());
      assertThat(wider).hasScopes("workouts:write", "workouts:read");
      assertThat(app.post("/workouts").path("sent").asBoolean()).isTrue();
      assertThat(app.trail()).endsWith("POST /api/workouts 201");
      assertThat(app.get("/workouts").at("/json/workouts")).hasSize(1);
    }
  }

  @Test
  void whoIsNotKnownMayNotRegisterHere() {
    try (McpClient app = new McpClient(api.resource(), null)) {
      Tokens answer = app.tryGet("/workouts");

      assertThat(answer.status()).isZero();
      assertThat(answer.errorDescription())
          .contains("rejected request to client-registration service");
      assertThat(app.trail())
          .endsWith("POST " + realm.url().getPath() + "/clients-registrations/openid-connect 403");
    }
  }

  /** Where the user has to go; the SDK must have asked for this and for this API. */
  private static URI redirect(JsonNode answer, String scope) {
    URI uri = URI.create(answer.path("redirect").asText());
    assertThat(uri.toString())
        .startsWith(realm.url() + "/protocol/openid-connect/auth?")
        .contains("client_id=fitness-app", "code_challenge_method=S256");
    assertThat(uri.getQuery().split("&")).contains("scope=" + scope, "resource=" + api.resource());
    return uri;
  }
}
