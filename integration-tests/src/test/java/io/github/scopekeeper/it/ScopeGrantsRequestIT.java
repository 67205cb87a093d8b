package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The authorization request that an app is handed. */
class ScopeGrantsRequestIT {
  private static final String HOME = "http://127.0.0.1/callback";
  private static final Duration MAX_AGE = Duration.ofSeconds(4);

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm =
        TestRealm.fitness(
            "upgrades",
            json ->
                ((ObjectNode) json.at("/authenticatorConfig/0/config"))
                    .put("default.max.auth.age", String.valueOf(MAX_AGE.toSeconds())));
    app = realm.client(ClientSpec.confidential("app").name("Fitness App").consent());
  }

  private static Rest.Answer ask(Tokens tokens, Map<String, ?> question) {
    return ScopeGrants.with(realm, tokens).ask(question);
  }

  private static Map<String, ?> workouts() {
    return Map.of(
        "scopes",
        List.of("workouts:write"),
        "feature",
        "Workout log",
        "reason",
        "So that you can see how far you have come",
        "redirect_uri",
        HOME);
  }

  private static Tokens profileOnly(Visitor visitor) {
    return visitor.grant(app, "openid profile:read", "profile:read");
  }

  @Nested
  class TheRequest {
    @Test
    void leadsToThePageAndToATokenThatWillDo() {
      Visitor visitor = new Visitor(realm);
      Rest.Answer answer = ask(profileOnly(visitor), workouts());

      Page page = visitor.browser().open(ScopeGrants.ready(answer));
      assertThat(page.consent().choices()).containsExactly("workouts:write");
      Tokens tokens = app.redeem(page.consent().only("workouts:write").grant());

      Rest.Answer after = ScopeGrants.with(realm, tokens).ask("workouts:write", "profile:read");
      assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read", "profile:read");
      assertThat(after.body().path("available").asBoolean()).isTrue();
    }

    @Test
    void saysAllThatAnAppNeedsToAdd() {
      Rest.Answer answer = ask(profileOnly(new Visitor(realm)), workouts());

      assertThat(answer.body().path("authorization_url").asText())
          .startsWith(realm.url() + "/protocol/openid-connect/auth?");
      assertThat(ScopeGrants.request(answer))
          .containsEntry("client_id", "app")
          .containsEntry("response_type", "code")
          .containsEntry("redirect_uri", HOME)
          .containsEntry("scope", "openid workouts:write")
          .containsEntry("prompt", "consent")
          .containsEntry("include_granted_scopes", "true")
          .containsEntry("scope_feature", "Workout log")
          .containsEntry("scope_reason", "So that you can see how far you have come")
          .doesNotContainKeys("max_age", "state", "nonce", "code_challenge");
    }

    @Test
    void isASignInOnlyWhereTheTokenIsOne() {
      Tokens tokens = new Visitor(realm).grant(app, "profile:read", "profile:read");

      assertThat(ScopeGrants.request(ScopeGrants.with(realm, tokens).ask("workouts:read")))
          .containsEntry("scope", "workouts:read");
    }

    @Test
    void includesGrantedScopesOnlyWhereTheClientMay() {
      OAuthClient anybody = realm.client(ClientSpec.publicClient("anybody").consent());
      OAuthClient trusted =
          realm.client(
              ClientSpec.publicClient("trusted")
                  .consent()
                  .consentSettings(Map.of("include.granted.scopes", "on")));
      OAuthClient modest =
          realm.client(
              ClientSpec.confidential("modest")
                  .consent()
                  .consentSettings(Map.of("include.granted.scopes", "off")));

      assertThat(upgradeOf(anybody)).doesNotContainKey("include_granted_scopes");
      assertThat(upgradeOf(trusted)).containsEntry("include_granted_scopes", "true");
      assertThat(upgradeOf(modest)).doesNotContainKey("include_granted_scopes");
    }

    private Map<String, String> upgradeOf(OAuthClient client) {
      Tokens tokens = new Visitor(realm).grant(client, "openid profile:read", "profile:read");
      return ScopeGrants.request(ScopeGrants.with(realm, tokens).ask("workouts:read"));
    }

    @Test
    void goesToTheOnlyRedirectUriWhereNoneIsGiven() {
      OAuthClient exact =
          realm.client(ClientSpec.confidential("exact").consent().redirectUris(HOME));
      OAuthClient two =
          realm.client(
              ClientSpec.confidential("two").consent().redirectUris(HOME, HOME + "/second"));

      assertThat(upgradeOf(exact)).containsEntry("redirect_uri", HOME);
      assertThat(upgradeOf(two)).doesNotContainKey("redirect_uri");
      assertThat(upgradeOf(app)).as("a wildcard").doesNotContainKey("redirect_uri");
    }

    @Test
    void goesNowhereElse() {
      Tokens tokens = profileOnly(new Visitor(realm));

      for (String uri :
          List.of(
              "https://evil.example/",
              "http://127.0.0.1.evil.example/",
              "javascript:alert(1)",
              "not a uri %%",
              "",
              "http://127.0.0.1/../x?code=1#y")) {
        Rest.Answer answer =
            ask(tokens, Map.of("scopes", List.of("workouts:read"), "redirect_uri", uri));

        assertThat(answer.status()).as(uri).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
        assertThat(answer.body().path("error_description").asText()).contains("redirect_uri");
      }
    }
  }

  @Nested
  class AStaleLogin {
    @Test
    void makesADangerousScopeUnavailableUntilTheUserSignsInAgain() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens =
          app.redeem(
              visitor
                  .visit(app, "openid workouts:delete")
                  .consent()
                  .only("workouts:delete")
                  .grant()
                  .confirmation()
                  .confirm());
      assertThat(ScopeGrants.with(realm, tokens).ask("workouts:delete").body().path("available"))
          .as("at first")
          .isEqualTo(BooleanNode.TRUE);
      Logins.awaitOlderThan(MAX_AGE, tokens);

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("workouts:delete");

      assertThat(answer.body().path("available").asBoolean()).isFalse();
      assertThat(ScopeGrants.names(answer, "granted")).containsExactly("workouts:delete");
      assertThat(answer.body().path("reauthentication_required").asBoolean()).isTrue();
      assertThat(answer.body().at("/prompt/call_to_action").asText()).isEqualTo("Sign in again");
      assertThat(ScopeGrants.request(answer))
          .containsEntry("max_age", "4")
          .doesNotContainKey("prompt");
      Page page = visitor.browser().open(ScopeGrants.ready(answer));
      assertThat(page.asksToSignIn()).as("%s", page).isTrue();
      Tokens fresh = app.redeem(page.signIn(visitor.user()));
      assertThat(fresh).hasScopes("openid", "workouts:delete");
    }

    @Test
    void countsForWhatIsAskedForNotForWhatWasDenied() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, "openid profile:read workouts:delete", "profile:read");
      Logins.awaitOlderThan(MAX_AGE, tokens);

      Rest.Answer denied = ScopeGrants.with(realm, tokens).ask("workouts:delete", "email");
      Rest.Answer wanted = ScopeGrants.with(realm, tokens).ask("billing:manage");

      assertThat(denied.body().path("reauthentication_required").asBoolean()).isFalse();
      assertThat(ScopeGrants.request(denied)).doesNotContainKey("max_age");
      assertThat(wanted.body().path("reauthentication_required").asBoolean()).isTrue();
      assertThat(ScopeGrants.request(wanted)).containsEntry("max_age", "4");
    }
  }
}
