package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants that are not yours, that are none, and their end. */
class GrantManagementErrorsIT {
  private static final String QUERY = "grant_management_query";
  private static final String REVOKE = "grant_management_revoke";

  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient other;
  private static GrantsEndpoint grants;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("grant-errors");
    GrantsEndpoint.offerScopes(realm);
    app = realm.client(GrantsEndpoint.manager("app"));
    other = realm.client(GrantsEndpoint.manager("other"));
    grants = new GrantsEndpoint(realm, app);
  }

  @Nested
  class ARequest {
    @ParameterizedTest
    @ValueSource(strings = {"delete", "CREATE", "revoke", "create merge"})
    void forAnActionThatThereIsNotIsInvalid(String action) {
      assertRefused(GrantsEndpoint.action(app, "openid", action), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "replace"})
    void toChangeNothingInParticularIsInvalid(String action) {
      assertRefused(GrantsEndpoint.action(app, "openid", action), "invalid_request");
    }

    @Test
    void toCreateWhatThereIsIsInvalid() {
      AuthorizationRequest request = GrantsEndpoint.action(app, "openid", "create");

      assertRefused(
          request.with("grant_id", create(app, new Visitor(realm)).grantId()), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "replace"})
    void forAnUnknownGrantSaysSo(String action) {
      assertRefused(
          GrantsEndpoint.action(app, "openid", action).with("grant_id", "no-such-grant"),
          "invalid_grant_id");
    }

    @Test
    void thatNothingTellsFromOthersIsInvalid() {
      AuthorizationRequest request =
          GrantsEndpoint.action(app, "openid profile:read", "create")
              .without("nonce")
              .without("code_challenge")
              .without("code_challenge_method");

      Page page = new Visitor(realm).visit(request);
      Page end = page.asksForConsent() ? page.consent().only("profile:read").grant() : page;

      assertThat(end.error()).isEqualTo("invalid_request");
    }

    @Test
    void forAnotherClientsGrantSaysTheSame() {
      Visitor visitor = new Visitor(realm);
      Tokens theirs = create(other, visitor);

      Page page = visitor.visit(merge(theirs));

      assertThat(page.error()).isEqualTo("invalid_grant_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "replace"})
    void forAnotherUsersGrantSaysTheSame(String action) {
      Tokens theirs = create(app, new Visitor(realm));

      Page page =
          new Visitor(realm)
              .visit(
                  GrantsEndpoint.action(app, "openid billing:read", action)
                      .with("grant_id", theirs.grantId()));
      Page end = page.asksForConsent() ? page.consent().only("billing:read").grant() : page;

      assertThat(end.error()).as("%s", end).isEqualTo("invalid_grant_id");
      assertThat(grants.scopesOf(theirs.grantId())).containsExactly("profile:read");
    }

    @Test
    void ofAPublicClientGetsNoGrant() {
      OAuthClient open = realm.client(ClientSpec.publicClient("open").consent());

      Page page =
          new Visitor(realm).visit(GrantsEndpoint.action(open, "openid profile:read", "create"));

      Page end = page.asksForConsent() ? page.consent().only("profile:read").grant() : page;
      assertThat(end.callback().containsKey("code") ? open.redeem(end).grantId() : "").isEmpty();
    }

    private static void assertRefused(AuthorizationRequest request, String error) {
      Page page = new Visitor(realm).visit(request);

      assertThat(page.isCallback()).as("%s", page).isTrue();
      assertThat(page.error()).isEqualTo(error);
      assertThat(page.callback()).containsKey("state");
    }
  }

  @Nested
  class TheEndpoint {
    @Test
    void wantsATokenWithTheScopeOfTheAct() {
      Tokens tokens = create(app, new Visitor(realm));

      Rest.Answer anonymous = grants.get(tokens.grantId(), null);
      assertThat(anonymous.status()).isEqualTo(401);
      assertThat(anonymous.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(grants.delete(tokens.grantId(), null).status()).isEqualTo(401);
      assertThat(grants.get(tokens.grantId(), app.clientCredentials(REVOKE)).status())
          .isEqualTo(403);
      assertThat(grants.delete(tokens.grantId(), app.clientCredentials(QUERY)).status())
          .isEqualTo(403);
      assertThat(grants.delete(tokens.grantId(), tokens).status()).isEqualTo(403);
      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
    }

    @Test
    void knowsNothingOfOthersGrants() {
      Tokens tokens = create(app, new Visitor(realm));
      Rest.Answer foreign = grants.get(tokens.grantId(), other.clientCredentials(QUERY));
      Rest.Answer unknown = grants.get("no-such-grant", other.clientCredentials(QUERY));

      assertThat(foreign.status()).isIn(403, 404);
      assertThat(foreign.status()).as("the two are not told apart").isEqualTo(unknown.status());
      assertThat(grants.delete(tokens.grantId(), other.clientCredentials(REVOKE)).status())
          .isIn(403, 404);
      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
    }
  }

  private static AuthorizationRequest merge(Tokens grant) {
    return GrantsEndpoint.action(app, "openid billing:read", "merge")
        .with("grant_id", grant.grantId());
  }

  private static Tokens create(OAuthClient client, Visitor visitor) {
    return GrantsEndpoint.create(client, visitor, "profile:read");
  }
}
