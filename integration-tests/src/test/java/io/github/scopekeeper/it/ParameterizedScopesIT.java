package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.KeycloakServer;
import io.github.scopekeeper.it.support.NeedsServer;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.Servers;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Keycloak's experimental scopes with a parameter: {@code group:one} is the scope {@code group}.
 */
@NeedsServer(Servers.Further.PARAMETERIZED)
class ParameterizedScopesIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    KeycloakServer server = Servers.parameterized();
    realm =
        TestRealm.imported(
            server,
            Json.object(
                Map.of(
                    "realm",
                    "parameters",
                    "enabled",
                    true,
                    "passwordPolicy",
                    TestRealm.PASSWORD_POLICY)));
    realm.scope("notes:read", Map.of("risk", "low"));
    realm.scope("notes:write", Map.of("implies", "notes:read"));
    ScopeHandle.parameterized(realm, "group");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .optional("group", "notes:read", "notes:write", "phone", "offline_access"));
  }

  @Test
  void areWhatTheyAreWithoutUs() {
    Tokens tokens = code("openid group:one phone");

    assertThat(tokens).hasScopes("openid", "group:one", "phone");
    assertThat(app.refresh(tokens)).hasScopes("openid", "group:one", "phone");
  }

  @Test
  void goTogetherWithACatalog() {
    assumeTrue(
        Servers.keycloakIsAtLeast(26, 7), "skipped: Keycloak's first attempt, dynamic scopes");
    Tokens tokens = code("openid group:one notes:write");

    assertThat(tokens).hasScopes("openid", "group:one", "notes:write", "notes:read");
    assertThat(app.refresh(tokens)).hasScopes("openid", "group:one", "notes:write", "notes:read");
    assertThat(app.refresh(tokens, "openid group:one notes:read"))
        .hasScopes("openid", "group:one", "notes:read");
  }

  private static Tokens code(String scope) {
    return app.redeem(new Visitor(realm).visit(app, scope));
  }
}
