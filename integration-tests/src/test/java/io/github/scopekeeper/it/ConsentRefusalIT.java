package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Denying everything. */
class ConsentRefusalIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("refusal");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Test
  void isAccessDenied() {
    Page page = new Visitor(realm).visit(app, "openid profile:read billing:read");

    assertThat(page.consent().deny().error()).isEqualTo("access_denied");
  }

  @Test
  void byGrantingNothingIsAccessDeniedToo() {
    Page page = new Visitor(realm).visit(app, "openid profile:read billing:read");

    assertThat(page.consent().only().grant().error()).isEqualTo("access_denied");
  }

  @Test
  void isRememberedOfOptionalScopes() {
    Visitor visitor = new Visitor(realm);
    visitor.visit(app, "openid profile:read billing:read").consent().deny();

    Page page = visitor.visit(app, "openid profile:read billing:read");

    assertThat(app.redeem(page)).as("signing in is not lost").hasScopes("openid");
  }

  @Test
  void isAskedAgainOfRequiredOnes() {
    OAuthClient strict =
        realm.client(
            ClientSpec.confidential("strict")
                .consent()
                .defaults("basic", "profile:read")
                .optional("billing:read"));
    Visitor visitor = new Visitor(realm);
    ConsentPage first = visitor.visit(strict, "openid billing:read").consent();
    assertThat(first.choices()).containsExactly("billing:read");
    assertThat(first.locked()).as("the default scope").hasSize(1);
    assertThat(first.deny().error()).isEqualTo("access_denied");

    ConsentPage second = visitor.visit(strict, "openid billing:read").consent();

    assertThat(second.locked()).as("nobody locks himself out").hasSize(1);
    assertThat(second.choices()).as("the optional one is remembered").isEmpty();
    assertThat(strict.redeem(second.grant())).hasScopes("openid", "profile:read");
  }
}
