package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is never merged, whatever the app says and however it was granted once. */
class IncrementalLimitsIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("limits");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Nested
  class OfflineAccess {
    @Test
    void isForThoseWhoAskForIt() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read offline_access", "profile:read", "offline_access");

      Tokens tokens = app.redeem(merged(visitor, app));

      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(Jwt.claims(tokens.refresh()).path("typ").asText()).isEqualTo("Refresh");
    }

    @Test
    void comesWithEverythingElseWhenAskedFor() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read offline_access", "profile:read", "offline_access");

      Page page = visitor.visit(app.request("openid offline_access").includeGranted());
      Tokens tokens = app.redeem(page);

      assertThat(tokens).hasScopes("openid", "profile:read", "offline_access");
      assertThat(Jwt.claims(tokens.refresh()).path("typ").asText()).isEqualTo("Offline");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read", "offline_access");
    }
  }

  @Nested
  class WhatAnAdminHasTakenAway {
    @Test
    void isOutWhenItIsNoLongerAssigned() {
      OAuthClient shrinking = client("shrinking", "profile:read", "billing:read");
      Visitor visitor = granted(shrinking, "billing:read");
      realm.unassign("shrinking", "billing:read");

      assertThat(shrinking.redeem(merged(visitor, shrinking))).hasScopes("openid", "profile:read");
    }

    @Test
    void isOutWhenTheUserHasNoRoleForItAnyMore() {
      realm.admin().post(realm.path("/roles"), Map.of("name", "staff"));
      realm.scope("staff:read", Map.of("risk", "low")).role("staff");
      OAuthClient staffApp = client("staff-app", "profile:read", "staff:read");
      Visitor visitor = new Visitor(realm);
      String roles = realm.path("/users/" + visitor.user().id() + "/role-mappings/realm");
      List<JsonNode> staff = List.of(realm.admin().get(realm.path("/roles/staff")));
      realm.admin().post(roles, staff);
      visitor.grant(staffApp, "openid profile:read staff:read", "profile:read", "staff:read");
      assertThat(staffApp.redeem(merged(visitor, staffApp)).scopes()).contains("staff:read");

      realm.admin().attempt("DELETE", roles, staff);

      assertThat(staffApp.redeem(merged(visitor, staffApp))).hasScopes("openid", "profile:read");
    }

    @Test
    void isOutWhenUsersAreNotShownIt() {
      ScopeHandle quiet = realm.scope("quiet:read", Map.of("risk", "low"));
      OAuthClient quietApp = client("quiet-app", "profile:read", "quiet:read");
      Visitor visitor = granted(quietApp, "quiet:read");

      quiet.showOnConsentScreen(false);

      assertThat(quietApp.redeem(merged(visitor, quietApp))).hasScopes("openid", "profile:read");
    }

    @Test
    void isOutWhenTheClientNeedsNoConsentAnyMore() {
      OAuthClient trusted = client("trusted", "profile:read", "billing:read");
      Visitor visitor = granted(trusted, "billing:read");
      String path = realm.path("/clients/" + realm.clientUuid("trusted"));
      ObjectNode representation = (ObjectNode) realm.admin().get(path);
      realm.admin().put(path, representation.put("consentRequired", false));

      assertThat(trusted.redeem(merged(visitor, trusted))).hasScopes("openid");
    }

    @Test
    void isOutWhenTheConsentIsRevoked() {
      Visitor visitor = granted(app, "billing:read");
      realm.revokeConsent(visitor.user(), "app");

      assertThat(app.redeem(merged(visitor, app))).hasScopes("openid");
    }
  }

  @Nested
  class WhatBelongsToOthers {
    @Test
    void isNotMergedFromAnotherClient() {
      OAuthClient other = client("other", "profile:read", "billing:read");
      Visitor visitor = granted(other, "billing:read");

      assertThat(app.redeem(merged(visitor, app))).hasScopes("openid");
    }

    @Test
    void isNotMergedFromAnotherUser() {
      granted(app, "billing:read");

      assertThat(app.redeem(merged(new Visitor(realm), app))).hasScopes("openid");
    }
  }

  private static OAuthClient client(String id, String... scopes) {
    return realm.client(ClientSpec.confidential(id).consent().optional(scopes));
  }

  /** Somebody who has granted {@code profile:read} and this. */
  private static Visitor granted(OAuthClient client, String scope) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(client, "openid profile:read " + scope, "profile:read", scope);
    return visitor;
  }

  private static Page merged(Visitor visitor, OAuthClient client) {
    return visitor.visit(client.request("openid").includeGranted());
  }
}
