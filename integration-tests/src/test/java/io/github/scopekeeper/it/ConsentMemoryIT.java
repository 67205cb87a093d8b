package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.DeniedScopes;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A "no" is remembered for seven days, for this user and this client. */
class ConsentMemoryIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("memory");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Nested
  class WithinTheDays {
    @Test
    void theTokenComesWithoutTheScopeAndWithoutAPage() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      Page page = visitor.visit(app, "openid profile:read billing:read");

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
    }

    @Test
    void otherScopesAreStillAskedFor() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      ConsentPage page = visitor.visit(app, "openid billing:read appointments:read").consent();

      assertThat(page.choices()).containsExactly("appointments:read");
    }

    @Test
    void promptConsentDoesNotBringItBack() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      ConsentPage page =
          visitor
              .visit(app.request("openid profile:read billing:read").prompt("consent"))
              .consent();

      assertThat(page.choices()).containsExactly("profile:read");
    }

    @Test
    void promptNoneGivesTheTokenWithoutIt() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      Page page = visitor.visit(app.request("openid profile:read billing:read").prompt("none"));

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
    }

    @Test
    void askingForNothingElseIsAccessDeniedAndSaysUntilWhen() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      Page page = visitor.visit(app, "billing:read");

      assertThat(page.error()).isEqualTo("access_denied");
      assertThat(page.errorDescription())
          .contains("billing:read")
          .containsPattern("\\d{4}-\\d{2}-\\d{2}");
    }

    @Test
    void anotherClientMayStillAsk() {
      OAuthClient other = realm.client(ClientSpec.confidential("other").consent());
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      assertThat(visitor.visit(other, "openid billing:read").consent().choices())
          .containsExactly("billing:read");
    }

    @Test
    void revokingTheConsentDoesNotEraseIt() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");
      realm.revokeConsent(visitor.user(), "app");

      ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();

      assertThat(page.choices()).containsExactly("profile:read");
    }

    @Test
    void grantingWhatImpliesItBringsItBack() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read workouts:read", "profile:read");

      Page page = visitor.visit(app, "openid workouts:read workouts:write");

      assertThat(app.redeem(page.consent().only("workouts:write").grant()))
          .hasScopes("openid", "workouts:read", "workouts:write");
      assertThat(visitor.visit(app, "openid workouts:read").isCallback())
          .as("the denial is forgotten")
          .isTrue();
    }
  }

  @Nested
  class AfterTheDays {
    @Test
    void itIsAskedForAgain() {
      DeniedScopes denied = DeniedScopes.of(realm.server());
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      denied.age(visitor.user(), Duration.ofDays(7).minusMinutes(5));
      assertThat(visitor.visit(app, "openid billing:read").isCallback())
          .as("a few minutes before the seven days are over")
          .isTrue();
      denied.age(visitor.user(), Duration.ofMinutes(5));

      assertThat(visitor.visit(app, "openid billing:read").consent().choices())
          .containsExactly("billing:read");
    }

    @Test
    void aYesForgetsTheNo() {
      DeniedScopes denied = DeniedScopes.of(realm.server());
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");
      denied.age(visitor.user(), Duration.ofDays(8));

      visitor.grant(app, "openid billing:read", "billing:read");

      assertThat(denied.ofUser(visitor.user())).isZero();
    }

    @Test
    void anotherNoStartsTheDaysAnew() {
      DeniedScopes denied = DeniedScopes.of(realm.server());
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");
      denied.age(visitor.user(), Duration.ofDays(8));

      visitor.visit(app, "openid profile:read billing:read").consent().only().grant();

      assertThat(visitor.visit(app, "openid billing:read").isCallback()).isTrue();
      assertThat(denied.ofUser(visitor.user())).isOne();
    }
  }
}
