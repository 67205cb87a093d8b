package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AccountConsole;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Keycloak's row about the client itself: on our page, and no second page after it. */
class ClientRowIT {
  private static final String TEXT = "Use your account with Fitness App";

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("client-row");
    app = realm.client(withRow("app"));
  }

  private static ClientSpec withRow(String clientId) {
    return ClientSpec.confidential(clientId)
        .consent()
        .device()
        .attribute("display.on.consent.screen", "true")
        .attribute("consent.screen.text", TEXT);
  }

  @Nested
  class Asking {
    @Test
    void isLockedAndInAPlaceOfItsOwn() {
      ConsentPage page = new Visitor(realm).visit(app, "openid profile:read").consent();

      assertThat(page.clientRow().orElseThrow().text()).contains(TEXT);
      assertThat(page.locked()).hasSize(1);
      assertThat(page.choices()).containsExactly("profile:read");
    }

    @Test
    void happensForASignInAlone() {
      ConsentPage page = new Visitor(realm).visit(app, "openid").consent();

      assertThat(page.clientRow()).isPresent();
      assertThat(page.choices()).isEmpty();
      assertThat(app.redeem(page.grant())).hasScopes("openid");
    }

    @Test
    void isOverWhenItIsGranted() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      assertThat(visitor.visit(app, "openid profile:read").isCallback()).isTrue();
      assertThat(visitor.visit(app.request("openid").prompt("none")).error()).isNull();
      ConsentPage more = visitor.visit(app, "openid billing:read").consent();
      assertThat(more.clientRow()).as("it is not new").isEmpty();
    }

    @Test
    void behindTheUsersBackIsInteractionRequired() {
      Visitor visitor = new Visitor(realm);
      OAuthClient trusted = realm.client(ClientSpec.confidential("trusted"));
      assertThat(visitor.visit(trusted, "openid").isCallback()).isTrue();

      assertThat(visitor.visit(app.request("openid").prompt("none")).error())
          .isEqualTo("interaction_required");
    }

    @Test
    void comesAgainInAReview() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      ConsentPage review =
          visitor.visit(app.request("openid profile:read").prompt("consent")).consent();

      assertThat(review.clientRow().orElseThrow().text()).contains(TEXT, "You allowed this before");
      assertThat(app.redeem(review.grant())).hasScopes("openid", "profile:read");
    }

    @Test
    void beginsWhenAnAdminSwitchesItOn() {
      OAuthClient late = realm.client(ClientSpec.confidential("late").consent());
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(late, "openid profile:read", "profile:read");
      realm.clientAttribute("late", "display.on.consent.screen", "true");

      assertThat(late.refresh(tokens)).as("as in Keycloak").isRefused("invalid_scope");
      ConsentPage page = visitor.visit(late, "openid profile:read").consent();
      assertThat(page.clientRow().orElseThrow().text()).contains("late");
      assertThat(page.choices()).isEmpty();
      assertThat(late.redeem(page.grant())).hasScopes("openid", "profile:read");
      assertThat(late.refresh(tokens)).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class Answering {
    @Test
    void grantsWhatIsTickedAndNoMore() {
      Visitor visitor = new Visitor(realm);
      Page page =
          visitor
              .visit(app, "openid profile:read billing:read")
              .consent()
              .only("profile:read")
              .grant();

      Tokens tokens = app.redeem(page);
      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
      assertThat(AccountConsole.of(visitor.user(), realm).grantedTo("app"))
          .containsExactlyInAnyOrder(TEXT, "View your profile");
    }

    @Test
    void withNothingTickedSignsIn() {
      Page page = new Visitor(realm).visit(app, "profile:read").consent().only().grant();

      assertThat(app.redeem(page)).as("the locked row is a yes").hasScopes();
    }

    @Test
    void withANoStoresNothingAndIsAskedAgain() {
      Visitor visitor = new Visitor(realm);

      assertThat(visitor.visit(app, "openid").consent().deny().error()).isEqualTo("access_denied");

      assertThat(realm.consents(visitor.user())).isEmpty();
      assertThat(visitor.visit(app, "openid").consent().clientRow()).isPresent();
    }

    @Test
    void cannotBeForged() {
      Visitor visitor = new Visitor(realm);
      String id = realm.clientUuid("app");

      Page next = visitor.visit(app, "openid profile:read").consent().forge("grant", id);

      assertThat(next.asksForConsent()).as("%s", next).isTrue();
      assertThat(realm.consents(visitor.user())).isEmpty();
    }

    @Test
    void canBeTakenBackWithTheWholeApp() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = app.redeem(visitor.visit(app, "openid").consent().grant());

      PermissionsPage page = visitor.permissions(realm);
      assertThat(page.app("app").text()).contains(TEXT, "1 permission");
      PermissionsPage confirmation = page.takeBackAll("app");
      assertThat(confirmation.text()).contains(TEXT);
      confirmation.confirm();

      assertThat(app.refresh(tokens)).isRefused("invalid_grant");
      assertThat(visitor.visit(app, "openid").asksForConsent()).isTrue();
    }
  }

  @Nested
  class OnADevice {
    @Test
    void isOnThePage() {
      DeviceCode device = app.device("openid profile:read");
      ConsentPage page = open(device).consent();
      assertThat(page.clientRow().orElseThrow().text()).contains(TEXT);

      page.only("profile:read").grant();

      Tokens tokens = app.poll(device);
      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
    }

    @Test
    void isRefusedWithEverything() {
      DeviceCode device = app.device("openid profile:read");

      open(device).consent().deny();

      assertThat(app.poll(device)).isRefused("access_denied");
    }

    @Test
    void isShownToo_whereThereIsNothingElse() {
      OAuthClient plain = realm.client(ClientSpec.confidential("plain").consent().device());
      DeviceCode device = plain.device("openid");
      ConsentPage page = open(device).consent();
      assertThat(page.clientRow().orElseThrow().text()).as("as Keycloak's page").contains("plain");

      page.grant();

      assertThat(plain.poll(device)).hasScopes("openid");
    }

    private static Page open(DeviceCode device) {
      Visitor visitor = new Visitor(realm);
      return visitor.browser().open(device.verification()).signIn(visitor.user());
    }
  }
}
