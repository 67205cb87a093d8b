package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An app may not act without its user any more: its offline tokens end. */
class RevokedOfflineAccessIT {
  private static TestRealm realm;
  private static OAuthClient app;

  /** Who revokes {@code offline_access}, and how. */
  enum Way {
    ON_THE_USERS_PAGE {
      @Override
      void revoke(Visitor visitor, Tokens tokens) {
        visitor.permissions(realm).takeBack("app", "offline_access");
      }
    },
    BY_THE_APP {
      @Override
      void revoke(Visitor visitor, Tokens tokens) {
        Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("offline_access");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      }
    },
    ON_THE_CONSENT_PAGE {
      @Override
      void revoke(Visitor visitor, Tokens tokens) {
        visitor
            .visit(app.request("openid profile:read offline_access").prompt("consent"))
            .consent()
            .untick("offline_access")
            .grant();
      }
    };

    abstract void revoke(Visitor visitor, Tokens tokens);
  }

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("revoked-offline");
    app = realm.client(ClientSpec.confidential("app").consent().audience("app"));
  }

  private static Tokens offline(Visitor visitor) {
    return visitor.grant(
        app, "openid profile:read offline_access", "profile:read", "offline_access");
  }

  @ParameterizedTest
  @EnumSource
  void endsOfflineTokens(Way way) {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = offline(visitor);

    way.revoke(visitor, tokens);

    assertThat(app.refresh(tokens)).isRefused("invalid_grant");
    assertThat(offlineSessions(visitor.user())).isEmpty();
  }

  @Test
  void leavesTheRestAllowed() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = offline(visitor);

    Way.BY_THE_APP.revoke(visitor, tokens);

    assertThat(app.redeem(visitor.visit(app, "openid profile:read")))
        .hasScopes("openid", "profile:read");
  }

  @Test
  void leavesOtherAppsAndOtherRevocationsAlone() {
    OAuthClient other = realm.client(ClientSpec.confidential("other").consent());
    Visitor visitor = new Visitor(realm);
    Tokens tokens = offline(visitor);
    Tokens others =
        visitor.grant(
            other, "openid profile:read offline_access", "profile:read", "offline_access");

    Way.BY_THE_APP.revoke(visitor, tokens);

    assertThat(other.refresh(others)).hasScopes("openid", "profile:read", "offline_access");
  }

  @Test
  void anOfflineTokenWhoseConsentKeycloakHasNarrowedEndsToo() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = offline(visitor);
    String offlineAccess = realm.scope("offline_access").id();

    realm
        .server()
        .database()
        .orElseThrow()
        .update("DELETE FROM USER_CONSENT_CLIENT_SCOPE WHERE SCOPE_ID = ?", offlineAccess);
    realm.admin().post(realm.path("/clear-user-cache"), "{}");

    assertThat(app.refresh(tokens)).isRefused("invalid_grant");
  }

  private static JsonNode offlineSessions(TestUser user) {
    String client = realm.clientUuid("app");
    return realm.admin().get(realm.path("/users/" + user.id() + "/offline-sessions/" + client));
  }
}
