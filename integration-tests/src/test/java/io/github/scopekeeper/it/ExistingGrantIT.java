package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A public client shows, with the code, the refresh token that it holds: both become one. */
class ExistingGrantIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("existing");
    app = realm.client(ClientSpec.publicClient("app").consent());
  }

  @Nested
  class TheGrantShown {
    @Test
    void isMerged() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid workouts:write", "workouts:write");

      Tokens second = app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      assertThat(second).hasScopes("openid", "workouts:write", "workouts:read", "billing:read");
      assertThat(app.refresh(second))
          .hasScopes("openid", "workouts:write", "workouts:read", "billing:read");
    }

    @Test
    void isMergedIntoAGrantThatIsShownNext() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");
      Tokens second = app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      Tokens third = app.redeemWithGrant(more(visitor, "workouts:read"), second.refresh());

      assertThat(third).hasScopes("openid", "profile:read", "billing:read", "workouts:read");
    }

    @Test
    void livesOnAsItWas() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");

      app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      Tokens refreshed = app.refresh(first);
      assertThat(refreshed).hasScopes("openid", "profile:read");
      assertThat(app.refresh(refreshed)).hasScopes("openid", "profile:read");
    }

    @Test
    void isAllThatIsMerged() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");
      visitor.grant(app, "openid appointments:read", "appointments:read");

      Tokens third = app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      assertThat(third)
          .as("who shows a narrow token proves no more than that")
          .hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void givesNothingAwayThatTheUserHasTakenBack() {
      Visitor visitor = new Visitor(realm);
      Tokens first =
          visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");
      Page again = visitor.visit(app.request("openid profile:read billing:read").prompt("consent"));
      again.consent().untick("billing:read").grant();

      Tokens second = app.redeemWithGrant(more(visitor, "workouts:read"), first.refresh());

      assertThat(second).hasScopes("openid", "profile:read", "workouts:read");
      assertThat(app.refresh(second)).hasScopes("openid", "profile:read", "workouts:read");
    }

    @Test
    void givesNothingThatAnAdminHasTakenAway() {
      OAuthClient shrinking = realm.client(ClientSpec.publicClient("shrinking").consent());
      Visitor visitor = new Visitor(realm);
      Tokens first =
          visitor.grant(
              shrinking, "openid profile:read billing:read", "profile:read", "billing:read");
      Page page = visitor.visit(shrinking, "openid workouts:read").consent().grant();
      realm.unassign("shrinking", "billing:read");

      assertThat(shrinking.redeemWithGrant(page, first.refresh()))
          .hasScopes("openid", "profile:read", "workouts:read");
    }

    @Test
    void givesNothingThatNeedsANewerLogin() {
      Visitor visitor = new Visitor(realm);
      Tokens first =
          app.redeem(
              visitor
                  .visit(app, "openid profile:read workouts:delete")
                  .consent()
                  .only("profile:read", "workouts:delete")
                  .grant()
                  .confirmation()
                  .confirm());
      assertThat(first.scopes()).contains("workouts:delete");
      realm.scope("workouts:delete").tryChangeEntry(Map.of("max.auth.age", "1"));
      Logins.awaitOlderThan(Duration.ofSeconds(1), first);

      Tokens second = app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      assertThat(second).hasScopes("openid", "profile:read", "billing:read");
    }
  }

  @Nested
  class AnOfflineToken {
    @Test
    void isAGrantLikeAnyOtherButNotForEver() {
      Visitor visitor = new Visitor(realm);
      Tokens first =
          visitor.grant(
              app, "openid profile:read offline_access", "profile:read", "offline_access");

      Tokens second = app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      assertThat(second).hasScopes("openid", "profile:read", "billing:read");
      assertThat(Jwt.claims(second.refresh()).path("typ").asText()).isEqualTo("Refresh");
      assertThat(app.refresh(first)).hasScopes("openid", "profile:read", "offline_access");
    }

    @Test
    void livesLongerThanTheSessionThatItComesFrom() {
      Visitor visitor = new Visitor(realm);
      Tokens first =
          visitor.grant(
              app, "openid profile:read offline_access", "profile:read", "offline_access");
      realm.endSession(visitor.user(), first);

      Tokens second = app.redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      assertThat(second).hasScopes("openid", "profile:read", "billing:read");
    }
  }

  @Nested
  class ATokenBoundToAKey {
    private final SigningKey key = SigningKey.generate();

    @Test
    void isShownByWhoHoldsTheKey() {
      Visitor visitor = new Visitor(realm);
      Tokens first = bound(visitor);

      Tokens second =
          app.provingWith(key).redeemWithGrant(more(visitor, "billing:read"), first.refresh());

      assertThat(second).hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void isOfNoUseToOthers() {
      Visitor visitor = new Visitor(realm);
      Tokens first = bound(visitor);

      assertThat(app.redeemWithGrant(more(visitor, "billing:read"), first.refresh()))
          .isRefused("invalid_grant");
      Tokens otherKey =
          app.provingWith(SigningKey.generate())
              .redeemWithGrant(more(visitor, "workouts:read"), first.refresh());
      assertThat(otherKey).isRefused("invalid_grant");
    }

    private Tokens bound(Visitor visitor) {
      Page page = visitor.visit(app, "openid profile:read").consent().grant();
      return app.provingWith(key).redeem(page);
    }
  }

  private static Page more(Visitor visitor, String scope) {
    Page page = visitor.visit(app, "openid " + scope);
    return page.isCallback() ? page : page.consent().only(scope).grant();
  }
}
