package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A confidential client keeps several grants of one user apart (FAPI grant management). */
class GrantManagementIT {
  private static final SigningKey KEY = SigningKey.generate();

  private static TestRealm realm;
  private static OAuthClient app;
  private static GrantsEndpoint grants;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("grants");
    GrantsEndpoint.offerScopes(realm);
    app = realm.client(GrantsEndpoint.manager("app").key(KEY));
    grants = new GrantsEndpoint(realm, app);
  }

  @Nested
  class Create {
    @Test
    void givesAnIdWithTheTokens() {
      Tokens tokens = create(new Visitor(realm), "profile:read");

      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(tokens.grantId()).isNotBlank();
      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
    }

    @Test
    void givesAnIdThatARefreshKeeps() {
      Tokens tokens = create(new Visitor(realm), "profile:read");

      assertThat(app.refresh(tokens).grantId()).isIn("", tokens.grantId());
      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
    }

    @Test
    void keepsGrantsApart() {
      Visitor visitor = new Visitor(realm);
      Tokens first = create(visitor, "profile:read");
      Tokens second = create(visitor, "billing:read");

      assertThat(second.grantId()).isNotEqualTo(first.grantId());
      assertThat(second).hasScopes("openid", "billing:read");
      assertThat(grants.scopesOf(first.grantId())).containsExactly("profile:read");
      assertThat(grants.scopesOf(second.grantId())).containsExactly("billing:read");
    }

    @Test
    void holdsWhatTheUserAllowedAndNoMore() {
      Page page =
          new Visitor(realm)
              .visit(GrantsEndpoint.action(app, "openid profile:read billing:read", "create"));

      Tokens tokens = app.redeem(page.consent().only("profile:read").grant());

      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
    }
  }

  @Nested
  class Merge {
    @Test
    void addsToTheGrant() {
      Visitor visitor = new Visitor(realm);
      Tokens first = create(visitor, "profile:read");
      create(visitor, "appointments:read");

      Tokens second = settle(visitor, change(first, "merge", "billing:read"), "billing:read");

      assertThat(second.grantId()).isEqualTo(first.grantId());
      assertThat(second).hasScopes("openid", "profile:read", "billing:read");
      assertThat(app.refresh(second)).hasScopes("openid", "profile:read", "billing:read");
      assertThat(grants.scopesOf(first.grantId()))
          .containsExactlyInAnyOrder("profile:read", "billing:read");
    }

    @Test
    void thatIsRefusedLeavesTheGrantAlone() {
      Visitor visitor = new Visitor(realm);
      Tokens first = create(visitor, "profile:read");

      Page page = visitor.visit(change(first, "merge", "billing:read")).consent().deny();

      assertThat(page.error()).isEqualTo("access_denied");
      assertThat(grants.scopesOf(first.grantId())).containsExactly("profile:read");
    }
  }

  @Nested
  class Replace {
    @Test
    void leavesOnlyWhatIsNew() {
      Visitor visitor = new Visitor(realm);
      Tokens first = create(visitor, "profile:read");

      Tokens second = settle(visitor, change(first, "replace", "billing:read"), "billing:read");

      assertThat(second.grantId()).isEqualTo(first.grantId());
      assertThat(second).hasScopes("openid", "billing:read");
      assertThat(grants.scopesOf(first.grantId())).containsExactly("billing:read");
    }

    @Test
    void takesTheRestFromOlderTokens() {
      Visitor visitor = new Visitor(realm);
      Tokens first = create(visitor, "profile:read");

      settle(visitor, change(first, "replace", "billing:read"), "billing:read");

      assertThat(app.refresh(first).scopes()).doesNotContain("profile:read");
    }
  }

  @Nested
  class OnOtherRoads {
    @Test
    void aPushedRequestCreatesAndMerges() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(app.request("openid"));
      Page created =
          visitor
              .browser()
              .open(app.pushed(GrantsEndpoint.action(app, "openid profile:read", "create")));
      Tokens first = app.redeem(created.consent().only("profile:read").grant());

      Page merged = visitor.browser().open(app.pushed(change(first, "merge", "billing:read")));

      assertThat(app.redeem(merged.consent().only("billing:read").grant()))
          .hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void aSignedObjectCreates() {
      AuthorizationRequest request =
          GrantsEndpoint.action(app, "openid profile:read", "create").asRequestObject(KEY);

      Tokens tokens = settle(new Visitor(realm), request, "profile:read");

      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
    }

    @Test
    void besideASignedObjectNothingCounts() {
      AuthorizationRequest request = app.request("openid profile:read").asRequestObject(KEY);

      Tokens tokens =
          settle(
              new Visitor(realm),
              request.with("grant_management_action", "create"),
              "profile:read");

      assertThat(tokens.grantId()).isEmpty();
    }
  }

  @Test
  void withoutTheParametersNothingChanges() {
    Tokens tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");

    assertThat(tokens.grantId()).isEmpty();
  }

  private static AuthorizationRequest change(Tokens grant, String action, String scope) {
    return GrantsEndpoint.action(app, "openid " + scope, action).with("grant_id", grant.grantId());
  }

  private static Tokens create(Visitor visitor, String scope) {
    return settle(visitor, GrantsEndpoint.action(app, "openid " + scope, "create"), scope);
  }

  /** Allows this, where it is asked for at all. */
  private static Tokens settle(Visitor visitor, AuthorizationRequest request, String scope) {
    Page page = visitor.visit(request);
    return app.redeem(page.asksForConsent() ? page.consent().only(scope).grant() : page);
  }
}
