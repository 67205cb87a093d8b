package io.github.scopekeeper.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TakenBackTest {

  private static final ScopeCatalog CATALOG =
      ScopeCatalog.of(
          List.of(
              ScopeDefinition.named("admin").implies("write", "delete").build(),
              ScopeDefinition.named("write").implies("read").build(),
              ScopeDefinition.named("delete").implies("read").build(),
              ScopeDefinition.named("read").build(),
              ScopeDefinition.named("profile").build()));

  @Test
  void aScopeGoesAlone() {
    assertThat(takenBack("profile", "profile read", "")).isEqualTo(names("profile"));
  }

  @Test
  void whatCameAlongGoesToo() {
    assertThat(takenBack("write", "write read profile", "read")).isEqualTo(names("write read"));
  }

  @Test
  void whatTheAppAskedForItselfStays() {
    assertThat(takenBack("write", "write read", "")).isEqualTo(names("write"));
  }

  @Test
  void whatAnotherScopeGrantsStays() {
    assertThat(takenBack("write", "write delete read", "read")).isEqualTo(names("write"));
  }

  @Test
  void nobodyKeepsWhatIncludesIt() {
    assertThat(takenBack("read", "admin write delete read profile", "write delete read"))
        .isEqualTo(names("admin write delete read"));
  }

  @Test
  void aChainGoesToItsEnd() {
    assertThat(takenBack("admin", "admin write delete read", "write delete read"))
        .isEqualTo(names("admin write delete read"));
  }

  @Test
  void whatIncludesItOnlyThroughAScopeThatIsNotHeldStays() {
    assertThat(takenBack("read", "admin read", "")).isEqualTo(names("read"));
    assertThat(takenBack("admin", "admin read", "read"))
        .as("it did not come along with that")
        .isEqualTo(names("admin"));
  }

  @Test
  void whatIsNotHeldCannotGo() {
    assertThat(takenBack("write", "read", "")).isEmpty();
  }

  private static Set<ScopeName> takenBack(String scope, String held, String cameAlong) {
    return TakenBack.of(CATALOG, names(held), names(cameAlong), ScopeName.of(scope));
  }

  private static Set<ScopeName> names(String scopes) {
    return Arrays.stream(scopes.split(" "))
        .flatMap(name -> ScopeName.parse(name).stream())
        .collect(Collectors.toSet());
  }
}
