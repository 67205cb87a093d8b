package io.github.scopekeeper.core.catalog;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeCatalogTest {

  private static final ScopeName READ = ScopeName.of("billing:read");
  private static final ScopeName MANAGE = ScopeName.of("billing:manage");
  private static final ScopeName ADMIN = ScopeName.of("billing:admin");
  private static final ScopeName UNKNOWN = ScopeName.of("no:entry");

  private final ScopeCatalog catalog =
      ScopeCatalog.of(
          List.of(
              named("billing:read").category("billing").privileged(true).build(),
              named("billing:manage")
                  .category("billing")
                  .risk(RiskLevel.HIGH)
                  .requiresReauthentication(true)
                  .implies("billing:read")
                  .build(),
              named("billing:admin").category("admin").implies("billing:manage").build()));

  @Test
  void knowsItsScopes() {
    assertThat(catalog.get(READ)).get().extracting(ScopeDefinition::privileged).isEqualTo(true);
    assertThat(catalog.get(UNKNOWN)).isEmpty();
    assertThat(catalog.isValid(MANAGE)).isTrue();
    assertThat(catalog.isValid(UNKNOWN)).isFalse();
    assertThat(catalog.all()).hasSize(3);
    assertThat(catalog.byCategory("billing"))
        .extracting(ScopeDefinition::name)
        .containsExactly(READ, MANAGE);
    assertThat(catalog.byCategory("nothing")).isEmpty();
  }

  @Test
  void implicationIsTransitive() {
    assertThat(catalog.implied(ADMIN)).containsExactlyInAnyOrder(MANAGE, READ);
    assertThat(catalog.expand(List.of(UNKNOWN, ADMIN)))
        .containsExactly(UNKNOWN, ADMIN, MANAGE, READ);
    assertThat(catalog.implied(UNKNOWN)).isEmpty();
  }

  @Test
  void privilegeIsAScopesOwnAndRiskIsWhatHoldingItMeans() {
    assertThat(catalog.privilegedOf(List.of(MANAGE, READ, UNKNOWN))).containsExactly(READ);
    assertThat(catalog.riskOf(ADMIN))
        .as("who administers billing can manage it")
        .contains(RiskLevel.HIGH);
    assertThat(catalog.riskOf(READ)).contains(RiskLevel.LOW);
    assertThat(catalog.riskOf(UNKNOWN)).isEmpty();
  }

  @Test
  void aDangerousScopeInsideAnotherNeedsARecentLoginToo() {
    assertThat(catalog.requiresReauthentication(Set.of(ADMIN))).isTrue();
    assertThat(catalog.requiresReauthentication(Set.of(READ, UNKNOWN))).isFalse();
  }

  @Test
  void aScopeIsDefinedOnce() {
    assertThatThrownBy(() -> ScopeCatalog.of(List.of(named("a").build(), named("a").build())))
        .hasMessageContaining("The scope a is defined twice");
  }

  @Test
  void aDefinitionThatCannotBeIsRefused() {
    assertThatThrownBy(() -> named("a").implies("a").build()).hasMessageContaining("itself");
    assertThatThrownBy(() -> named("a").implies("offline_access").build())
        .hasMessageContaining("cannot include offline_access");
    assertThatThrownBy(() -> named("a").maxAuthenticationAge(Duration.ZERO).build())
        .hasMessageContaining("at least 1 second");
    assertThatThrownBy(() -> named("a").maxAuthenticationAge(Duration.ofDays(3651)).build())
        .hasMessageContaining("at most 315360000");
    assertThat(named("a").label("  ").build().label()).isEqualTo("a");
  }

  @Test
  void aScopeMayHaveOlderNames() {
    assertThat(named("workouts:write").aliases("write:workouts", "User.Write").build().aliases())
        .containsExactlyInAnyOrder(ScopeName.of("write:workouts"), ScopeName.of("User.Write"));
    assertThat(named("a").build().aliases()).isEmpty();
  }

  @Test
  void aNameThatNoScopeCanHaveHadIsRefused() {
    assertThatThrownBy(() -> named("a").aliases("a").build())
        .hasMessage("The scope a cannot have itself as an older name.");
    assertThatThrownBy(() -> named("a").aliases("openid").build())
        .hasMessageContaining("cannot have openid as an older name");
    assertThatThrownBy(() -> named("a").aliases("offline_access").build())
        .hasMessageContaining("cannot have offline_access as an older name");
    assertThatThrownBy(() -> named("a").aliases("old name")).hasMessageContaining("a space");
  }
}
