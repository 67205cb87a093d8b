package io.github.scopekeeper.core.consent;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.AvailableScopes;
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
    assertThat(held(Set.of(WRITE), Set.of())).contains(WRITE, READ);
  }

  @Test
  void neverAgainstTheUsersOwnNo() {
    assertThat(held(Set.of(WRITE), Set.of(READ))).doesNotContain(READ);
  }

  @Test
  void neverForAHighRiskThatWasNotConfirmed() {
    assertThat(held(Set.of(WRITE), Set.of())).doesNotContain(DELETE);
    assertThat(held(Set.of(WRITE, DELETE), Set.of())).contains(DELETE);
  }

  @Test
  void neverThroughAScopeThatIsNotHeldItself() {
    ScopeName admin = ScopeName.of("admin");
    ScopeCatalog chain =
        ScopeCatalog.of(
            List.of(
                named("admin").implies("write").build(), named("write").implies("read").build()));

    assertThat(HeldScopes.of(chain, Set.of(admin), Set.of(WRITE), AvailableScopes.ALL))
        .containsExactly(admin);
    assertThat(HeldScopes.of(chain, Set.of(admin, READ), Set.of(WRITE), AvailableScopes.ALL))
        .containsExactlyInAnyOrder(admin, READ);
    assertThat(HeldScopes.of(chain, Set.of(admin), Set.of(), without(WRITE)))
        .as("not assigned, or closed by a role")
        .containsExactly(admin);
    assertThat(HeldScopes.of(chain, Set.of(admin), Set.of(), without(admin))).isEmpty();
  }

  @Test
  void whatNobodyIsAskedForComesAlongWhateverItsRisk() {
    AvailableScopes hidden = new AvailableScopes(scope -> true, scope -> !scope.equals(DELETE));

    assertThat(HeldScopes.of(catalog, Set.of(WRITE), Set.of(), hidden)).contains(DELETE);
  }

  private static AvailableScopes without(ScopeName missing) {
    return new AvailableScopes(scope -> !scope.equals(missing), scope -> true);
  }

  private Set<ScopeName> held(Set<ScopeName> allowed, Set<ScopeName> denied) {
    return HeldScopes.of(catalog, allowed, denied, AvailableScopes.ALL);
  }
}
