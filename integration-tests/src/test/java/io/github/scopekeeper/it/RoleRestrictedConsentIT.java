package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A scope that a role closes to a user is not granted by an answer that never showed it. */
class RoleRestrictedConsentIT {
  private static final String ROLE = "staff";
  private static final String REQUEST = "openid profile:read staff:area";

  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient byDefault;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("role-restricted");
    realm.role(ROLE);
    realm.scope("staff:area", Map.of("risk", "high")).role(ROLE);
    app =
        realm.client(
            ClientSpec.confidential("app").consent().optional("profile:read", "staff:area"));
    byDefault =
        realm.client(
            ClientSpec.confidential("by-default")
                .consent()
                .defaults("basic", "acr", "web-origins", "staff:area"));
  }

  @Nested
  class AnOptionalScope {
    @Test
    void isNotStoredByAnAnswerToTheRest() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, REQUEST, "profile:read");

      assertThat(realm.storedConsent(visitor.user(), "app")).doesNotContain("staff:area");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
    }

    @Test
    void isNotStoredWithoutAPage() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      Tokens tokens = app.redeem(visitor.visit(app.request(REQUEST).prompt("none")));

      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(realm.storedConsent(visitor.user(), "app")).doesNotContain("staff:area");
    }

    @Test
    void isAskedForWhenTheUserHasGotTheRole() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, REQUEST, "profile:read");
      realm.giveRole(visitor.user(), ROLE);

      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
      Page passive = visitor.visit(app.request(REQUEST).prompt("none"));
      assertThat(passive.error()).isEqualTo("interaction_required");
      Page page = visitor.visit(app, REQUEST);
      assertThat(page.consent().choices()).containsExactly("staff:area");
      Page granted = page.consent().only("staff:area").grant().confirmation().confirm();
      assertThat(app.redeem(granted)).hasScopes("openid", "profile:read", "staff:area");
    }

    @Test
    void isLeftOutOfAPushedRequestToo() {
      Visitor visitor = new Visitor(realm);

      Page page = visitor.visit(app.pushed(app.request(REQUEST)));

      assertThat(app.redeem(page.consent().only("profile:read").grant()))
          .hasScopes("openid", "profile:read");
      assertThat(realm.storedConsent(visitor.user(), "app")).doesNotContain("staff:area");
    }

    @Test
    void isLeftOutOfADevicesTokenToo() {
      OAuthClient television =
          realm.client(
              ClientSpec.publicClient("television")
                  .consent()
                  .device()
                  .optional("profile:read", "staff:area"));
      Visitor visitor = new Visitor(realm);
      DeviceCode device = television.device(REQUEST);

      visitor.visit(device.verification()).consent().only("profile:read").grant();

      Tokens tokens = television.poll(device);
      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(television.refresh(tokens)).hasScopes("openid", "profile:read");
      assertThat(realm.storedConsent(visitor.user(), "television")).doesNotContain("staff:area");
    }
  }

  /** Keycloak wants default scopes in its consent, or it gives no token at all. */
  @Nested
  class ADefaultScope {
    @Test
    void keepsNobodyOutWhoLacksTheRole() {
      Visitor visitor = new Visitor(realm);

      Tokens tokens = byDefault.redeem(visitor.visit(byDefault, "openid"));

      assertThat(tokens).hasScopes("openid");
      assertThat(byDefault.refresh(tokens)).hasScopes("openid");
    }

    @Test
    void isAskedForWhenTheUserHasGotTheRole() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(byDefault, "openid profile:read", "profile:read");
      realm.giveRole(visitor.user(), ROLE);

      assertThat(byDefault.refresh(tokens).body().path("scope").asText())
          .doesNotContain("staff:area");
      Page page = visitor.visit(byDefault, "openid profile:read");
      assertThat(page.asksForConsent()).as("%s", page).isTrue();
      Page granted = page.consent().grant().confirmation().confirm();
      assertThat(byDefault.redeem(granted)).hasScopes("openid", "profile:read", "staff:area");
    }
  }
}
