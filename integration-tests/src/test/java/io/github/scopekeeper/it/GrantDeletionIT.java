package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An app gives a whole grant back: its tokens and its consent go, other grants stay. */
class GrantDeletionIT {
  private static final String QUERY = "grant_management_query";
  private static final String REVOKE = "grant_management_revoke";

  private static TestRealm realm;
  private static OAuthClient app;
  private static GrantsEndpoint grants;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("grant-deletion");
    GrantsEndpoint.offerScopes(realm);
    app = realm.client(GrantsEndpoint.manager("app"));
    grants = new GrantsEndpoint(realm, app);
  }

  @Test
  void endsTheGrantAndItsConsent() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = create(visitor, "profile:read");

    assertThat(delete(tokens)).isEqualTo(204);

    assertThat(delete(tokens)).isEqualTo(404);
    assertThat(grants.get(tokens.grantId(), app.clientCredentials(QUERY)).status()).isEqualTo(404);
    Page merge =
        visitor.visit(
            GrantsEndpoint.action(app, "openid billing:read", "merge")
                .with("grant_id", tokens.grantId()));
    assertThat(merge.error()).isEqualTo("invalid_grant_id");
    assertThat(visitor.visit(app, "openid profile:read").asksForConsent()).isTrue();
  }

  @Test
  void endsItsRefreshTokens() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = create(visitor, "profile:read");
    Tokens refreshed = app.refresh(tokens);
    Tokens offline = create(visitor, "profile:read", "offline_access");

    delete(tokens);
    delete(offline);

    for (Tokens ended : List.of(tokens, refreshed, offline)) {
      assertThat(app.refresh(ended)).isRefused("invalid_grant");
    }
  }

  @Test
  void leavesNothingToShowAsAnExistingGrant() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = create(visitor, "profile:read");
    delete(tokens);
    Page page = visitor.visit(app, "openid billing:read").consent().only("billing:read").grant();

    Tokens shown = app.redeemWithGrant(page, tokens.refresh());

    assertThat(shown).isRefused("invalid_grant");
  }

  @Test
  void leavesNothingToMerge() {
    Visitor visitor = new Visitor(realm);
    delete(create(visitor, "profile:read"));

    assertThat(app.redeem(visitor.visit(app.request("openid").includeGranted())))
        .hasScopes("openid");
  }

  @Test
  void leavesASecondGrantAlone() {
    Visitor visitor = new Visitor(realm);
    Tokens first = create(visitor, "profile:read", "workouts:read");
    Tokens second = create(visitor, "profile:read", "billing:read");

    delete(first);

    assertThat(app.refresh(second)).hasScopes("openid", "profile:read", "billing:read");
    assertThat(grants.scopesOf(second.grantId()))
        .containsExactlyInAnyOrder("profile:read", "billing:read");
    assertThat(app.refresh(first)).isRefused("invalid_grant");
    assertThat(visitor.visit(app, "openid workouts:read").asksForConsent()).isTrue();
  }

  @Test
  void leavesOtherUsersAlone() {
    Visitor other = new Visitor(realm);
    Tokens theirs = create(other, "profile:read");

    delete(create(new Visitor(realm), "profile:read"));

    assertThat(app.refresh(theirs)).hasScopes("openid", "profile:read");
    assertThat(grants.scopesOf(theirs.grantId())).containsExactly("profile:read");
  }

  @Test
  void happensByItselfWhenTheUserRevokesTheApp() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = create(visitor, "profile:read");

    realm.revokeConsent(visitor.user(), "app");

    int status = grants.get(tokens.grantId(), app.clientCredentials(QUERY)).status();
    assertThat(status == 404 || grants.scopesOf(tokens.grantId()).isEmpty())
        .as("a grant says nothing that the user does not allow any more")
        .isTrue();
  }

  @Test
  void isForGoodAlsoWhenTheUserAllowsTheAppAgain() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = create(visitor, "profile:read", "workouts:read");
    realm.revokeConsent(visitor.user(), "app");

    visitor.grant(app, "openid profile:read", "profile:read");

    assertThat(grants.get(tokens.grantId(), app.clientCredentials(QUERY)).status()).isEqualTo(404);
    Page merge =
        visitor.visit(
            GrantsEndpoint.action(app, "openid profile:read", "merge")
                .with("grant_id", tokens.grantId()));
    assertThat(merge.error()).isEqualTo("invalid_grant_id");
    assertThat(app.refresh(tokens).status()).isEqualTo(400);
  }

  private static Tokens create(Visitor visitor, String... scopes) {
    return GrantsEndpoint.create(app, visitor, scopes);
  }

  private static int delete(Tokens tokens) {
    return grants.delete(tokens.grantId(), app.clientCredentials(REVOKE)).status();
  }
}
