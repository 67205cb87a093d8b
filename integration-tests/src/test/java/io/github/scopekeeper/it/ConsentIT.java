package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AccountConsole;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is asked, and what a user's answer does to the token. */
class ConsentIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("consent");
    app = realm.client(ClientSpec.confidential("app").consent().audience("app"));
  }

  @Nested
  class Asking {
    @Test
    void showsWhatIsRequestedAndTicksLowAndMediumRisk() {
      ConsentPage page =
          new Visitor(realm)
              .visit(app, "openid profile:read billing:read billing:manage admin:reports")
              .consent();

      assertThat(page.choices())
          .containsExactlyInAnyOrder(
              "profile:read", "billing:read", "billing:manage", "admin:reports");
      assertThat(page.ticked())
          .as("high risk never starts ticked")
          .containsExactlyInAnyOrder("profile:read", "billing:read");
    }

    @Test
    void speaksPlainlyAndHidesRawNames() {
      ConsentPage page = new Visitor(realm).visit(app, "openid workouts:write").consent();

      assertThat(page.text())
          .contains(
              "Log and edit workouts", "Create and update workout sessions", "View your workouts");
      assertThat(page.page().html().select("details.scope-technical").text())
          .contains("workouts:write");
    }

    @Test
    void isOverWhenEverythingIsGranted() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid workouts:write", "workouts:write");

      assertThat(visitor.visit(app, "openid workouts:write").isCallback()).isTrue();
      assertThat(visitor.visit(app, "openid workouts:read").isCallback())
          .as("what a granted scope implies is granted")
          .isTrue();
    }

    @Test
    void isOnlyAboutWhatIsNew() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();

      assertThat(page.choices()).containsExactly("billing:read");
    }

    @Test
    void neverHappensForAClientThatNeedsNoConsent() {
      OAuthClient trusted = realm.client(ClientSpec.confidential("trusted"));

      Page page = new Visitor(realm).visit(trusted, "openid billing:manage");

      assertThat(trusted.redeem(page)).hasScopes("openid", "billing:manage", "billing:read");
    }

    @Test
    void leavesOutWhatTheUserCannotGet() {
      realm.admin().post(realm.path("/roles"), Map.of("name", "staff"));
      realm.scope("staff:read", Map.of("risk", "low")).role("staff");
      OAuthClient staffApp =
          realm.client(
              ClientSpec.confidential("staff-app")
                  .consent()
                  .optional("staff:read", "profile:read"));

      Page page = new Visitor(realm).visit(staffApp, "openid staff:read profile:read");

      assertThat(page.consent().choices()).containsExactly("profile:read");
    }

    @Test
    void leavesOutWhatIsNotShownOnConsentScreens() {
      realm.scope("quiet:read", Map.of("risk", "low")).showOnConsentScreen(false);
      OAuthClient quietApp =
          realm.client(
              ClientSpec.confidential("quiet-app")
                  .consent()
                  .optional("quiet:read", "profile:read"));

      ConsentPage page =
          new Visitor(realm).visit(quietApp, "openid quiet:read profile:read").consent();

      assertThat(page.choices()).containsExactly("profile:read");
      assertThat(quietApp.redeem(page.grant())).hasScopes("openid", "quiet:read", "profile:read");
    }

    @Test
    void behindTheUsersBackIsInteractionRequired() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      assertThat(visitor.visit(app.request("openid billing:read").prompt("none")).error())
          .isEqualTo("interaction_required");
      assertThat(visitor.visit(app.request("openid profile:read").prompt("none")).error()).isNull();
    }
  }

  @Nested
  class Granting {
    @Test
    void aPartGivesTheTokenThatPart() {
      Tokens tokens =
          new Visitor(realm)
              .grant(app, "openid profile:read billing:read workouts:write", "workouts:write");

      assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "workouts:write", "workouts:read");
      assertThat(Tokens.scopes(app.introspect(tokens.access()).path("scope").asText()))
          .containsExactlyInAnyOrder("openid", "workouts:write", "workouts:read");
    }

    @Test
    void theWiderScopeButNotTheOneItImpliesGrantsBoth() {
      Tokens tokens =
          new Visitor(realm).grant(app, "openid workouts:write workouts:read", "workouts:write");

      assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
      assertThat(app.refresh(tokens))
          .as("the consent holds what the token holds")
          .hasScopes("openid", "workouts:write", "workouts:read");
    }

    @Test
    void theImpliedScopeAloneDeniesTheWiderOne() {
      Tokens tokens =
          new Visitor(realm).grant(app, "openid workouts:write workouts:read", "workouts:read");

      assertThat(tokens).hasScopes("openid", "workouts:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "workouts:read");
    }

    @Test
    void isAddedToWhatWasGrantedBefore() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");
      visitor.grant(app, "openid billing:read", "billing:read");

      assertThat(realm.consents(visitor.user()).at("/0/grantedClientScopes"))
          .as("Keycloak's own consent, which the account console shows")
          .extracting(node -> node.asText())
          .contains("profile:read", "billing:read");
    }

    @Test
    void canBeRevokedInKeycloakAndIsAskedForAgain() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      realm.revokeConsent(visitor.user(), "app");

      assertThat(visitor.visit(app, "openid profile:read").asksForConsent()).isTrue();
    }

    @Test
    void isShownAndRevokedByTheAccountConsole() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid workouts:write", "workouts:write");
      AccountConsole console = AccountConsole.of(visitor.user(), realm);
      assertThat(console.grantedTo("app")).contains("Log and edit workouts");

      console.revoke("app");

      assertThat(visitor.visit(app, "openid workouts:write").asksForConsent()).isTrue();
    }

    @Test
    void offlineAccessGivesAnOfflineToken() {
      Tokens tokens =
          new Visitor(realm)
              .grant(app, "openid profile:read offline_access", "profile:read", "offline_access");

      assertThat(Jwt.claims(tokens.refresh()).path("typ").asText()).isEqualTo("Offline");
    }

    @Test
    void allButOfflineAccessGivesAnOrdinaryRefreshToken() {
      Tokens tokens =
          new Visitor(realm).grant(app, "openid profile:read offline_access", "profile:read");

      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(Jwt.claims(tokens.refresh()).path("typ").asText()).isEqualTo("Refresh");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
    }
  }
}
