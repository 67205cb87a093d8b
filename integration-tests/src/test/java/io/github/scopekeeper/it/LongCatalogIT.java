package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;

import io.github.scopekeeper.it.support.ChainOfScopes;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ImportedScope;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Catalogs that no admin would write, but that an imported realm can have. What grows with the
 * square of their length takes longer here than the HTTP client waits.
 */
class LongCatalogIT {

  private static final int LENGTH = 5_000;
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void importRealm() {
    realm =
        TestRealm.fitness(
            "long",
            json -> {
              ImportedScope.add(json, "chain", Map.of("implies", "link-0"));
              ImportedScope.add(json, "ring", Map.of("implies", "bead-0"));
              ImportedScope.add(json, "unknown", Map.of("implies", unknownNames()));
            });
    ChainOfScopes.create(realm, "link-", LENGTH);
    ChainOfScopes.createRing(realm, "bead-", LENGTH);
    app =
        realm.client(
            ClientSpec.confidential("app")
                .serviceAccount()
                .optional("chain", "link-0", "link-1", "ring", "bead-0", "unknown"));
  }

  private static String unknownNames() {
    return IntStream.range(0, 400).mapToObj(i -> "unknown:" + i).collect(Collectors.joining("##"));
  }

  @Test
  void aTokenForTheFirstOfALongChainIsIssued() {
    assertThat(app.clientCredentials("chain")).hasScopes("chain", "link-0", "link-1");
  }

  @Test
  void aTokenForOneOfALongCycleIsIssued() {
    assertThat(app.clientCredentials("ring")).hasScopes("ring", "bead-0");
  }

  @Test
  void aTokenForAScopeThatIncludesManyUnknownOnesIsIssued() {
    assertThat(app.clientCredentials("unknown")).hasScopes("unknown");
  }
}
