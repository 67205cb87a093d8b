package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.DeniedScopes;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an app is told that asks before it asks its user. */
class ScopeGrantsIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("grants");
    app = realm.client(ClientSpec.confidential("app").name("Fitness App").consent());
  }

  @Nested
  class TheList {
    @Test
    void saysWhatIsGrantedAndSinceWhen() {
      Instant before = Instant.now().minusSeconds(2);
      Tokens tokens = new Visitor(realm).grant(app, "openid workouts:write", "workouts:write");

      Rest.Answer answer = ScopeGrants.with(realm, tokens).list();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.body().path("client_id").asText()).isEqualTo("app");
      assertThat(ScopeGrants.scopes(answer.body().path("granted")))
          .as("with what came along")
          .containsExactly("workouts:read", "workouts:write");
      JsonNode write = answer.body().at("/granted/1");
      assertThat(write.path("label").asText()).isEqualTo("Log and edit workouts");
      assertThat(write.path("category").asText()).isEqualTo("workouts");
      assertThat(write.path("category_label").asText()).isEqualTo("Workout Data");
      assertThat(write.path("risk").asText()).isEqualTo("medium");
      assertThat(write.path("granted_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}Z");
      assertThat(Instant.parse(write.path("granted_at").asText())).isBetween(before, Instant.now());
      assertThat(answer.body().path("denied")).isEmpty();
    }

    @Test
    void saysWhatIsDeniedAndFromWhenItMayBeAskedAgain() {
      Tokens tokens =
          new Visitor(realm).grant(app, "openid profile:read billing:read", "profile:read");

      JsonNode denied = ScopeGrants.with(realm, tokens).list().body().path("denied");

      assertThat(ScopeGrants.scopes(denied)).containsExactly("billing:read");
      JsonNode billing = denied.get(0);
      assertThat(billing.path("label").asText()).isEqualTo("View your billing");
      assertThat(billing.path("category").asText()).isEqualTo("billing");
      assertThat(billing.path("category_label").asText()).isEqualTo("Billing & Payments");
      Instant at = Instant.parse(billing.path("denied_at").asText());
      assertThat(Instant.parse(billing.path("retry_at").asText()))
          .isBetween(at.plus(Duration.ofDays(7)), at.plus(Duration.ofDays(7)).plusSeconds(1));
    }

    @Test
    void isOfThisAppAndThisUserOnly() {
      OAuthClient other = realm.client(ClientSpec.confidential("neighbour").consent());
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid workouts:write billing:read", "workouts:write");
      Tokens tokens = visitor.grant(other, "openid profile:read", "profile:read");
      new Visitor(realm).grant(other, "openid email", "email");

      JsonNode list = ScopeGrants.with(realm, tokens).list().body();

      assertThat(ScopeGrants.scopes(list.path("granted"))).containsExactly("profile:read");
      assertThat(list.path("denied")).isEmpty();
    }
  }

  @Nested
  class TheAnswer {
    @Test
    void isYesForWhatTheTokenCarriesAndIncludes() {
      Tokens tokens = new Visitor(realm).grant(app, "openid workouts:write", "workouts:write");

      Rest.Answer answer =
          ScopeGrants.with(realm, tokens).ask("workouts:write", "workouts:read", "openid");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.body().path("available").asBoolean()).isTrue();
      assertThat(ScopeGrants.names(answer, "granted"))
          .containsExactly("workouts:write", "workouts:read", "openid");
      assertThat(ScopeGrants.names(answer, "missing")).isEmpty();
      assertThat(answer.body().has("authorization_url")).isFalse();
      assertThat(answer.body().has("prompt")).isFalse();
    }

    @Test
    void isNoForWhatTheUserWasNeverAsked() {
      Tokens tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("profile:read", "workouts:write");

      assertThat(answer.body().path("available").asBoolean()).isFalse();
      assertThat(ScopeGrants.names(answer, "granted")).containsExactly("profile:read");
      assertThat(ScopeGrants.names(answer, "missing")).containsExactly("workouts:write");
      assertThat(answer.body().path("denied")).isEmpty();
      assertThat(answer.body().path("reauthentication_required").asBoolean()).isFalse();
      assertThat(ScopeGrants.request(answer)).containsEntry("scope", "openid workouts:write");
    }

    @Test
    void fetchesWithoutAQuestionWhatTheTokenAtHandLacks() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid workouts:write", "workouts:write");
      Tokens narrow = app.redeem(visitor.visit(app, "openid"));

      Rest.Answer answer = ScopeGrants.with(realm, narrow).ask("workouts:write");

      assertThat(answer.body().path("available").asBoolean()).isFalse();
      assertThat(ScopeGrants.names(answer, "granted")).containsExactly("workouts:write");
      assertThat(answer.body().at("/prompt/call_to_action").asText()).isEqualTo("Continue");
      assertThat(ScopeGrants.request(answer)).doesNotContainKeys("prompt", "scope_feature");
      Tokens wide = app.redeem(visitor.browser().open(ScopeGrants.ready(answer)));
      assertThat(available(wide, "workouts:write")).isTrue();
    }

    @Test
    void saysUntilWhenADeniedScopeIsNotToBeAskedFor() {
      Tokens tokens =
          new Visitor(realm).grant(app, "openid profile:read billing:read", "profile:read");

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("billing:read");

      assertThat(answer.body().path("available").asBoolean()).isFalse();
      assertThat(ScopeGrants.names(answer, "missing")).containsExactly("billing:read");
      assertThat(ScopeGrants.scopes(answer.body().path("denied"))).containsExactly("billing:read");
      assertThat(Instant.parse(answer.body().at("/denied/0/retry_at").asText()))
          .isBetween(
              Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
              Instant.now().plus(Duration.ofDays(7)).plusSeconds(1));
      assertThat(answer.body().has("authorization_url")).isFalse();
      assertThat(answer.body().has("prompt")).isFalse();
    }

    @Test
    void asksForTheRestWithoutTheDeniedScope() {
      Tokens tokens =
          new Visitor(realm).grant(app, "openid profile:read billing:read", "profile:read");

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("billing:read", "workouts:read");

      assertThat(ScopeGrants.request(answer)).containsEntry("scope", "openid workouts:read");
      assertThat(ScopeGrants.scopes(answer.body().at("/prompt/permissions")))
          .containsExactly("workouts:read");
    }

    @Test
    void asksAgainAfterTheDays() {
      DeniedScopes denied = DeniedScopes.of(realm.server());
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, "openid profile:read billing:read", "profile:read");
      denied.age(visitor.user(), Duration.ofDays(7));

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("billing:read");

      assertThat(answer.body().path("denied")).isEmpty();
      assertThat(ScopeGrants.request(answer)).containsEntry("scope", "openid billing:read");
    }

    @Test
    void leavesOutWhatThisUserCannotGet() {
      realm.admin().post(realm.path("/roles"), Map.of("name", "trainer"));
      realm.scope("trainers:only", Map.of("label", "Trainers")).role("trainer");
      OAuthClient client =
          realm.client(
              ClientSpec.confidential("trainers")
                  .consent()
                  .optional("profile:read", "trainers:only"));
      Tokens tokens = new Visitor(realm).grant(client, "openid profile:read", "profile:read");

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("trainers:only");

      assertThat(ScopeGrants.names(answer, "missing")).containsExactly("trainers:only");
      assertThat(answer.body().has("authorization_url")).isFalse();
    }

    @Test
    void namesScopesThatAreUnknownOrNotTheClients() {
      OAuthClient small =
          realm.client(ClientSpec.confidential("small").consent().optional("profile:read"));
      Tokens tokens = new Visitor(realm).grant(small, "openid profile:read", "profile:read");

      for (String scope : Set.of("no:such", "workouts:read")) {
        Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("profile:read", scope);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_scope");
        assertThat(answer.body().path("error_description").asText())
            .contains(scope)
            .doesNotContain("profile:read");
      }
    }
  }

  @Nested
  class AClientThatNeedsNoConsent {
    private final OAuthClient free =
        realm.client(
            ClientSpec.confidential("free-" + System.nanoTime()).defaults("basic").directGrants());

    @Test
    void hasWhatItsTokenSays() {
      Tokens tokens = free.password(realm.user(), "openid workouts:write");

      JsonNode list = ScopeGrants.with(realm, tokens).list().body();

      assertThat(ScopeGrants.scopes(list.path("granted")))
          .containsExactly("workouts:read", "workouts:write");
      assertThat(list.path("denied")).isEmpty();
      assertThat(available(tokens, "workouts:read", "basic")).isTrue();
    }

    @Test
    void canJustAskForTheRest() {
      Tokens tokens = free.password(realm.user(), "openid workouts:read");

      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("billing:read", "workouts:read");

      assertThat(ScopeGrants.names(answer, "granted")).isEqualTo(List.of("workouts:read"));
      assertThat(ScopeGrants.names(answer, "missing")).isEqualTo(List.of("billing:read"));
      assertThat(ScopeGrants.request(answer))
          .containsEntry("scope", "openid billing:read")
          .doesNotContainKeys("prompt", "include_granted_scopes");
    }
  }

  private static boolean available(Tokens tokens, String... scopes) {
    return ScopeGrants.with(realm, tokens).ask(scopes).body().path("available").asBoolean();
  }
}
