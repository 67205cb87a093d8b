package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Consent that is revoked elsewhere while a login waits for another answer of its user. */
class ConsentLostDuringLoginIT {
  private static final String REQUEST = "openid profile:read billing:manage billing:read";

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("lost");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  /** The login is settled, and waits on the user's page for "done". */
  private static PermissionsPage waiting(Visitor visitor) {
    return visitor.visit(app.request(REQUEST).with("kc_action", "scope-permissions")).permissions();
  }

  @Test
  void isAskedForAgainOnOurPageAndConfirmed() {
    Visitor visitor = new Visitor(realm);
    visitor
        .visit(app, REQUEST)
        .consent()
        .only("profile:read", "billing:manage")
        .grant()
        .confirmation()
        .confirm();
    PermissionsPage open = waiting(visitor);
    realm.revokeConsent(visitor.user(), "app");

    Page next = open.done();

    assertThat(next.isStockConsent()).as("Keycloak's own page: %s", next).isFalse();
    Page granted = next.consent().only("billing:manage").grant();
    assertThat(granted.asksForConfirmation()).as("%s", granted).isTrue();
    assertThat(realm.consents(visitor.user())).isEmpty();
    assertThat(app.redeem(granted.confirmation().confirm()))
        .hasScopes("openid", "billing:manage", "billing:read");
  }

  @Test
  void leavesADenialAsItWas() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, REQUEST, "profile:read");
    PermissionsPage open = waiting(visitor);
    realm.revokeConsent(visitor.user(), "app");

    Page next = open.done();

    assertThat(next.isStockConsent()).as("Keycloak's own page: %s", next).isFalse();
    assertThat(next.consent().choices()).containsExactly("profile:read");
    assertThat(app.redeem(next.consent().only("profile:read").grant()))
        .hasScopes("openid", "profile:read");
  }

  @Test
  void endsALoginThatMayShowNoPage() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, REQUEST, "profile:read");
    realm.revokeConsent(visitor.user(), "app");

    Page next = visitor.visit(app.request(REQUEST).prompt("none"));

    assertThat(next.error()).isEqualTo("interaction_required");
  }
}
