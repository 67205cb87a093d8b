package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scopes that imply scopes that imply scopes, within what a client was assigned. */
class ImpliedChainsIT {
  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("chains");
  }

  @Test
  void everyLinkOfAChainIsHeld() {
    realm.scope("notes:read", Map.of("risk", "low"));
    realm.scope("notes:write", Map.of("implies", "notes:read"));
    realm.scope("notes:admin", Map.of("implies", "notes:write"));
    OAuthClient all = machine("notes-all", "notes:read", "notes:write", "notes:admin");
    OAuthClient noRead = machine("notes-no-read", "notes:write", "notes:admin");
    OAuthClient noWrite = machine("notes-no-write", "notes:read", "notes:admin");

    assertThat(all.clientCredentials("notes:admin"))
        .hasScopes("notes:admin", "notes:write", "notes:read");
    assertThat(noRead.clientCredentials("notes:admin"))
        .as("what is not assigned to the client is left out")
        .hasScopes("notes:admin", "notes:write");
    assertThat(noWrite.clientCredentials("notes:admin"))
        .as("and so is what only lies behind it")
        .hasScopes("notes:admin");
  }

  @Test
  void aDefaultScopeImpliesToo() {
    realm.scope("tips:read", Map.of("risk", "low"));
    realm.scope("tips:write", Map.of("implies", "tips:read"));
    OAuthClient byDefault =
        realm.client(
            ClientSpec.confidential("by-default")
                .serviceAccount()
                .defaults("basic", "tips:write")
                .optional("tips:read"));

    assertThat(byDefault.clientCredentials()).hasScopes("tips:write", "tips:read");
  }

  private OAuthClient machine(String id, String... scopes) {
    return realm.client(ClientSpec.confidential(id).serviceAccount().optional(scopes));
  }
}
