package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One browser, one app, several requests under way: each code keeps to its own request. */
class IncrementalTabsIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("tabs");
    GrantsEndpoint.offerScopes(realm);
    app = realm.client(GrantsEndpoint.manager("app"));
  }

  @Nested
  class Merging {
    @Test
    void isForTheCodeThatWasAskedFor() {
      Visitor visitor = granted();
      Page merging = visitor.visit(app.request("openid").includeGranted());
      Page plain = visitor.visit(app.request("openid"));

      Tokens narrow = app.redeem(plain);
      Tokens wide = app.redeem(merging);

      assertThat(narrow).hasScopes("openid");
      assertThat(wide).hasScopes("openid", "profile:read");
      assertThat(app.refresh(narrow)).hasScopes("openid");
      assertThat(app.refresh(wide)).hasScopes("openid", "profile:read");
    }

    @Test
    void seesWhatIsGrantedMeanwhile() {
      Visitor visitor = granted();
      Page asking = visitor.visit(app.request("openid billing:read").includeGranted());
      visitor.grant(app, "openid workouts:read", "workouts:read");

      Page end = asking.consent().only("billing:read").grant();
      Page settled = end.asksForConsent() ? end.consent().only("billing:read").grant() : end;

      assertThat(app.redeem(settled))
          .hasScopes("openid", "profile:read", "billing:read", "workouts:read");
    }

    @Test
    void doesNotBringBackWhatIsTakenBackMeanwhile() {
      Visitor visitor = granted();
      Page asking = visitor.visit(app.request("openid billing:read").includeGranted());
      realm.revokeConsent(visitor.user(), "app");

      Page end = asking.consent().only("billing:read").grant();
      Page settled = end.asksToSignIn() ? end.signIn(visitor.user()) : end;
      Page code =
          settled.asksForConsent() ? settled.consent().only("billing:read").grant() : settled;

      assertThat(app.redeem(code)).hasScopes("openid", "billing:read");
    }

    @Test
    void doesNotGiveWhatIsTakenBackBeforeTheCodeIsRedeemed() {
      Visitor visitor = granted();
      visitor.grant(app, "openid billing:read", "billing:read");
      Page merging = visitor.visit(app.request("openid billing:read").includeGranted());
      Page again = visitor.visit(app.request("openid billing:read profile:read").prompt("consent"));
      again.consent().untick("profile:read").grant();

      Tokens tokens = app.redeem(merging);

      assertThat(tokens.hasRefresh() ? app.refresh(tokens).scopes() : tokens.scopes())
          .doesNotContain("profile:read");
    }

    private static Visitor granted() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");
      return visitor;
    }
  }

  @Nested
  class AGrant {
    @ParameterizedTest(name = "first redeemed: {0}")
    @ValueSource(strings = {"plain", "create"})
    void isForTheCodeThatWasAskedFor(String first) {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");
      AuthorizationRequest creating = GrantsEndpoint.action(app, "openid profile:read", "create");
      Page created = settle(visitor.visit(creating));
      Page plain = settle(visitor.visit(app, "openid profile:read"));

      Tokens one = app.redeem(first.equals("plain") ? plain : created);
      Tokens two = app.redeem(first.equals("plain") ? created : plain);

      Tokens ofPlain = first.equals("plain") ? one : two;
      Tokens ofCreated = first.equals("plain") ? two : one;
      assertThat(ofPlain.grantId()).as("no grant was asked for").isEmpty();
      assertThat(ofCreated.grantId()).as("a grant was asked for").isNotBlank();
    }

    private static Page settle(Page page) {
      return page.asksForConsent() ? page.consent().grant() : page;
    }
  }
}
