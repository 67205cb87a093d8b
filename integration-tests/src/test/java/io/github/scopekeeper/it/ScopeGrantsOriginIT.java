package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scripts of the app's own web origins may ask, others may not (CORS). */
class ScopeGrantsOriginIT {
  private static final String ORIGIN = "https://app.example";

  private static TestRealm realm;
  private static Tokens tokens;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("origins");
    OAuthClient app = realm.client(ClientSpec.confidential("app").consent().webOrigins(ORIGIN));
    tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");
  }

  @Test
  void ofTheAppMayReadTheAnswer() {
    Rest.Answer answer = ScopeGrants.with(realm, tokens).header("Origin", ORIGIN).list();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
  }

  @Test
  void ofTheAppMayReadAnErrorToo() {
    Rest.Answer answer = ScopeGrants.with(realm, tokens).header("Origin", ORIGIN).ask("nope");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
    Rest.Answer nobody = ScopeGrants.anonymous(realm).header("Origin", ORIGIN).list();
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
    assertThat(nobody.headers().firstValue("Access-Control-Expose-Headers"))
        .contains("WWW-Authenticate");
  }

  @Test
  void ofItsRedirectUrisCountsWhereTheAdminSaysPlus() {
    OAuthClient plus = realm.client(ClientSpec.confidential("plus").consent().webOrigins("+"));
    Tokens theirs = new Visitor(realm).grant(plus, "openid profile:read", "profile:read");

    Rest.Answer answer =
        ScopeGrants.with(realm, theirs).header("Origin", "http://127.0.0.1").list();

    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("http://127.0.0.1");
  }

  @Test
  void ofSomebodyElseIsRefusedBeforeAnythingHappens() {
    for (String origin : List.of("https://evil.example", "null", ORIGIN + ".evil.example")) {
      Rest.Answer answer =
          ScopeGrants.with(realm, tokens).header("Origin", origin).giveBack("profile:read");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error()).isEqualTo("access_denied");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(ScopeGrants.with(realm, tokens).list().body().path("granted")).hasSize(1);
  }

  @Test
  void mayAskBeforehandForEachMethodAndPath() {
    for (String path : List.of("", "/workouts%3Awrite", "/patient%2F*.read")) {
      Rest.Answer answer =
          ScopeGrants.anonymous(realm)
              .header("Origin", ORIGIN)
              .header("Access-Control-Request-Method", "DELETE")
              .header("Access-Control-Request-Headers", "authorization,content-type")
              .send("OPTIONS", path, BodyPublishers.noBody());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(ORIGIN);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
          .contains("GET", "POST", "DELETE");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("Authorization", "Content-Type");
    }
  }
}
