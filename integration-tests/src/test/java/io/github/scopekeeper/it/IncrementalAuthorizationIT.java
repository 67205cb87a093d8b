package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.DeniedScopes;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code include_granted_scopes=true}: asked for what is new, given that and what was granted. */
class IncrementalAuthorizationIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("incremental");
    app = realm.client(ClientSpec.confidential("app").consent().audience("app"));
  }

  @Nested
  class WhatIsNew {
    @Test
    void isAllThatIsAskedFor() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");

      ConsentPage page =
          visitor.visit(app.request("openid workouts:read").includeGranted()).consent();

      assertThat(page.choices()).containsExactly("workouts:read");
    }

    @Test
    void joinsWhatWasGrantedInEverythingThatSpeaksOfScopes() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      Tokens tokens = more(visitor, "openid billing:read", "billing:read");

      assertThat(tokens).hasScopes("openid", "profile:read", "billing:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read", "billing:read");
      assertThat(Tokens.scopes(app.introspect(tokens.access()).path("scope").asText()))
          .containsExactlyInAnyOrder("openid", "profile:read", "billing:read");
      assertThat(app.userinfo(tokens).path("name").asText())
          .as("the claim of profile:read")
          .isEqualTo("First Last");
    }

    @Test
    void joinsWithAllThatBothImply() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid workouts:write", "workouts:write");

      Tokens tokens = more(visitor, "openid appointments:manage", "appointments:manage");

      assertThat(tokens)
          .hasScopes(
              "openid",
              "workouts:write",
              "workouts:read",
              "appointments:manage",
              "appointments:read");
    }

    @Test
    void mayBeRefusedAndTheOldGrantStays() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      Page refused = visitor.visit(app.request("openid billing:read").includeGranted());
      assertThat(refused.consent().deny().error()).isEqualTo("access_denied");

      assertThat(app.redeem(visitor.visit(app.request("openid").includeGranted())))
          .hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class WhereNothingIsNew {
    @Test
    void thereIsNoPageAndAllOfIt() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");

      Page page = visitor.visit(app.request("openid").includeGranted());

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void promptNoneMergesSilently() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");

      Page page = visitor.visit(app.request("openid profile:read").includeGranted().prompt("none"));

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void aRequestWithoutOpenidStaysOne() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");

      Page page = visitor.visit(app.request("profile:read").includeGranted());

      assertThat(app.redeem(page)).hasScopes("profile:read", "billing:read");
    }
  }

  @Nested
  class ANo {
    @Test
    void withinTheDaysIsNotMergedAway() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      assertThat(more(visitor, "openid workouts:read", "workouts:read"))
          .hasScopes("openid", "profile:read", "workouts:read");
      assertThat(app.redeem(visitor.visit(app.request("openid billing:read").includeGranted())))
          .as("asked for again")
          .hasScopes("openid", "profile:read", "workouts:read");
    }

    @Test
    void thatBecameAYesIsMerged() {
      DeniedScopes denied = DeniedScopes.of(realm.server());
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");
      denied.age(visitor.user(), Duration.ofDays(8));
      visitor.grant(app, "openid billing:read", "billing:read");

      Page page = visitor.visit(app.request("openid").includeGranted());

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void toWhatWasGrantedBeforeIsHeard() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");
      Page again = visitor.visit(app.request("openid profile:read billing:read").prompt("consent"));
      again.consent().untick("billing:read").grant();

      Page page = visitor.visit(app.request("openid").includeGranted());

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class WithoutTheParameter {
    @Test
    void nothingChanges() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      assertThat(visitor.grant(app, "openid billing:read", "billing:read"))
          .hasScopes("openid", "billing:read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "yes", "true false", "<true>"})
    void andWithOneThatIsNotTrueNothingChanges(String value) {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");

      Page page =
          visitor.visit(app.request("openid profile:read").with("include_granted_scopes", value));

      assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
    }
  }

  private static Tokens more(Visitor visitor, String scope, String... ticked) {
    Page page = visitor.visit(app.request(scope).includeGranted());
    return app.redeem(page.consent().only(ticked).grant());
  }
}
