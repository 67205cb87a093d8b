package io.github.scopekeeper.core.consent;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldScopesTest {

  private static final ScopeName WRITE = ScopeName.of("write");
  private static final ScopeName READ = ScopeName.of("read");
  private static final ScopeName DELETE = ScopeName.of("delete");

  private final ScopeCatalog catalog =
      ScopeCatalog.of(
          List.of(
              named("write").implies("read", "delete").build(),
              named("delete").risk(RiskLevel.HIGH).build()));

  @Test
  void aYesHoldsForWhatTheScopeIncludes() {
    assertThat(HeldScopes.of(catalog, Set.of(WRITE), Set.of())).contains(WRITE, READ);
  }

  @Test
  void neverAgainstTheUsersOwnNo() {
    assertThat(HeldScopes.of(catalog, Set.of(WRITE), Set.of(READ))).doesNotContain(READ);
  }

  @Test
  void neverForAHighRiskThatWasNotConfirmed() {
    assertThat(HeldScopes.of(catalog, Set.of(WRITE), Set.of())).doesNotContain(DELETE);
    assertThat(HeldScopes.of(catalog, Set.of(WRITE, DELETE), Set.of())).contains(DELETE);
  }
}
