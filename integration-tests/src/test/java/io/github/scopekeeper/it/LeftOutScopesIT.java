package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.demo.api.ApiConfig;
import io.github.scopekeeper.demo.api.DemoApi;
import io.github.scopekeeper.it.support.ApiCall;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Keycloak leaves out of a token, an API with our library does not let through. */
class LeftOutScopesIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(3);

  @TempDir private static Path journal;
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm =
        TestRealm.fitness("left-out", json -> TestRealm.maxAge(json, "account:delete", MAX_AGE));
    app = realm.existing("fitness-app", null);
  }

  @Test
  void aScopeThatTheUserDenied() {
    Tokens before =
        new Visitor(realm)
            .grant(app, "openid appointments:read workouts:read", "appointments:read");
    includes("appointments:read", "workouts:read");

    Tokens tokens = app.refresh(before);

    assertThat(tokens).hasScopes("openid", "appointments:read");
    assertThat(call(tokens, "GET", "appointments").status()).isEqualTo(200);
    assertRefused(tokens, "GET", "workouts", "workouts:read");
  }

  @Test
  void aScopeThatIsReachedThroughADeniedOneOnly() {
    realm.scope("diary:read", Map.of("implies", "workouts:read"));
    realm.scope("diary:write", Map.of("risk", "low"));
    OAuthClient diary =
        realm.client(
            ClientSpec.publicClient("diary")
                .consent()
                .audience(ApiConfig.AUDIENCE)
                .optional("diary:read", "diary:write", "workouts:read"));
    Tokens before = new Visitor(realm).grant(diary, "openid diary:read diary:write", "diary:write");
    includes("diary:write", "diary:read");

    Tokens tokens = diary.refresh(before);

    assertThat(tokens).hasScopes("openid", "diary:write");
    assertRefused(tokens, "GET", "workouts", "workouts:read");
  }

  @Test
  void aScopeThatARoleClosesToTheUser() {
    realm.admin().post(realm.path("/roles"), Map.of("name", "reader"));
    realm.scope("profile:read").role("reader");

    Tokens tokens = service().password(realm.user(), "openid profile:write");

    assertThat(tokens).hasScopes("openid", "profile:write");
    assertRefused(tokens, "GET", "profile", "profile:read");
  }

  @Test
  void aScopeThatIsNotAssignedToTheApp() {
    OAuthClient narrow =
        realm.client(
            ClientSpec.confidential("narrow")
                .directGrants()
                .audience(ApiConfig.AUDIENCE)
                .optional("appointments:manage"));

    Tokens tokens = narrow.password(realm.user(), "openid appointments:manage");

    assertThat(tokens).hasScopes("openid", "appointments:manage");
    assertThat(call(tokens, "POST", "appointments").status()).isEqualTo(201);
    assertRefused(tokens, "GET", "appointments", "appointments:read");
  }

  @Nested
  class AHighRiskThatTheUserHasNotConfirmed {
    @Test
    void isRefusedAlsoToATokenOfBefore() {
      Tokens before = new Visitor(realm).grant(app, "openid workouts:write", "workouts:write");
      includes("workouts:write", "workouts:read##workouts:delete");

      Tokens tokens = app.refresh(before);

      assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
      assertRefused(before, "DELETE", "workouts", "workouts:delete");
      assertRefused(tokens, "DELETE", "workouts", "workouts:delete");
      assertThat(call(tokens, "POST", "workouts").status()).isEqualTo(201);
    }
  }

  @Test
  void aScopeForWhichTheLoginIsTooOld() {
    Tokens fresh = confirmed(realm.user(), "account:delete");
    assertThat(call(fresh, "DELETE", "account").status()).isEqualTo(200);
    Logins.awaitOlderThan(MAX_AGE, fresh);

    Tokens refreshed = app.refresh(fresh);

    Rest.Answer stale = call(fresh, "DELETE", "account");
    assertThat(stale.status()).isEqualTo(401);
    assertThat(stale.error()).isEqualTo("insufficient_user_authentication");
    assertThat(refreshed).hasScopes("openid");
    assertRefused(refreshed, "DELETE", "account", "account:delete");
  }

  @Nested
  class AnIncludedScopeThatIsNotInTheTokenYet {
    @Test
    void isNotAvailableByScopeGrantsEither() {
      Tokens before = new Visitor(realm).grant(app, "openid billing:read", "billing:read");
      includes("billing:read", "profile:write");

      Rest.Answer answer = ScopeGrants.with(realm, before).ask("profile:write");

      assertThat(answer.body().path("available").asBoolean()).as("%s", answer.body()).isFalse();
      Tokens tokens = app.refresh(before);
      assertThat(tokens.scopes()).contains("billing:read", "profile:write");
      Rest.Answer after = ScopeGrants.with(realm, tokens).ask("profile:write");
      assertThat(after.body().path("available").asBoolean()).as("%s", after.body()).isTrue();
    }
  }

  private static OAuthClient service() {
    return realm.existing("fitness-service", "fitness-service-secret");
  }

  private static Tokens confirmed(TestUser user, String scope) {
    return app.redeem(
        new Visitor(user)
            .visit(app, "openid " + scope)
            .consent()
            .only(scope)
            .grant()
            .confirmation()
            .confirm());
  }

  private static void includes(String scope, String included) {
    assertThat(realm.scope(scope).tryChangeEntry(Map.of("implies", included)).ok()).isTrue();
  }

  private static void assertRefused(Tokens tokens, String method, String path, String needed) {
    Rest.Answer answer = call(tokens, method, path);

    assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("insufficient_scope");
    assertThat(ApiCall.challenge(answer)).contains("scope=\"" + needed + "\"");
  }

  /** To an API that has just started, and so knows the catalog as it is now. */
  private static Rest.Answer call(Tokens tokens, String method, String path) {
    try (DemoApi api = DemoApi.start(ApiConfig.local(0, realm.url(), journal))) {
      return new ApiCall(method, api.url() + "/api/" + path).with(tokens);
    }
  }
}
