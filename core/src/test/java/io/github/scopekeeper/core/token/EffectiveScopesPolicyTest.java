package io.github.scopekeeper.core.token;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EffectiveScopesPolicyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00.900Z");
  private static final Predicate<ScopeName> ALL = scope -> true;

  private final ScopeCatalog catalog =
      ScopeCatalog.of(
          List.of(
              named("write").implies("read").build(),
              named("manage").requiresReauthentication(true).implies("read").build(),
              named("quick")
                  .requiresReauthentication(true)
                  .maxAuthenticationAge(Duration.ofSeconds(60))
                  .build(),
              named("everything").implies("manage").build()));
  private final EffectiveScopesPolicy policy =
      new EffectiveScopesPolicy(
          catalog,
          new RecentAuthPolicy(
              catalog, () -> RecentAuthPolicy.DEFAULT_MAX_AGE, Clock.fixed(NOW, ZoneOffset.UTC)));

  @Test
  void whatWasGrantedBeforeIsAdded() {
    EffectiveScopes merged =
        policy.decide(scopes("read"), scopes("write", "manage"), Set.of(), s -> false, age(301));
    assertThat(merged.added()).isEqualTo(scopes("write"));
    assertThat(merged.stale()).isEqualTo(scopes("manage"));
    assertThat(merged.refreshable()).isEqualTo(scopes("read", "write", "manage"));
  }

  @Test
  void implicationWidensWithinWhatIsAvailable() {
    assertThat(policy.decide(scopes("write"), Set.of(), Set.of(), ALL, age(9999)).added())
        .isEqualTo(scopes("read"));
    assertThat(policy.decide(scopes("write"), Set.of(), Set.of(), s -> false, age(0)).isUnchanged())
        .isTrue();
    assertThat(
            policy.decide(scopes("write", "read"), Set.of(), Set.of(), ALL, age(0)).isUnchanged())
        .isTrue();
  }

  @Test
  void onlyTheDangerousScopesWaitForALogin() {
    EffectiveScopes stale =
        policy.decide(scopes("manage", "write"), Set.of(), Set.of(), ALL, age(301));

    assertThat(stale.stale()).isEqualTo(scopes("manage"));
    assertThat(stale.added()).as("what it implied needs no login").isEqualTo(scopes("read"));
    assertThat(stale.carried()).isEqualTo(scopes("write", "read"));
    assertThat(stale.refreshable()).isEqualTo(scopes("manage", "write", "read"));
    assertThat(policy.decide(scopes("manage"), Set.of(), Set.of(), ALL, age(300)).stale())
        .isEmpty();
  }

  @Test
  void theSmallestAgeCountsAndEachScopeHasItsOwn() {
    assertThat(policy.decide(scopes("manage", "quick"), Set.of(), Set.of(), ALL, age(61)).stale())
        .isEqualTo(scopes("quick"));
  }

  @Test
  void aScopeIsAsDangerousAsWhatItImplies() {
    EffectiveScopes stale = policy.decide(scopes("everything"), Set.of(), Set.of(), ALL, age(301));

    assertThat(stale.stale()).isEqualTo(scopes("everything", "manage"));
    assertThat(stale.added()).isEqualTo(scopes("read"));
  }

  @Test
  void anUnknownLoginIsTooOld() {
    assertThat(
            policy.decide(scopes("manage"), Set.of(), Set.of(), ALL, new Login.Unknown()).stale())
        .isEqualTo(scopes("manage"));
  }

  @Test
  void aMachineNeverGetsWhatNeedsALogin() {
    EffectiveScopes machine =
        policy.decide(scopes("manage", "write"), Set.of(), Set.of(), ALL, new Login.Nobody());

    assertThat(machine.impossible()).isEqualTo(scopes("manage"));
    assertThat(machine.refreshable()).isEqualTo(scopes("write", "read"));
  }

  @Test
  void whatOnlyAScopeThatIsLeftOutImpliesIsLeftOutToo() {
    ScopeName write = ScopeName.of("write");
    ScopeCatalog chain =
        ScopeCatalog.of(
            List.of(
                named("top").implies("write").build(),
                named("write").implies("read").build(),
                named("other").implies("read").build()));
    EffectiveScopesPolicy chained =
        new EffectiveScopesPolicy(
            chain, new RecentAuthPolicy(chain, () -> null, Clock.systemUTC()));

    assertThat(decide(chained, scopes("top"), s -> !s.equals(write)).carried())
        .isEqualTo(scopes("top"));
    assertThat(decide(chained, scopes("top", "other"), s -> !s.equals(write)).carried())
        .isEqualTo(scopes("top", "other", "read"));
  }

  @Test
  void whatNoAnswerStandsBehindIsLeftOutAndLeadsNowhere() {
    EffectiveScopes effective =
        policy.decide(scopes("write", "quick"), Set.of(), scopes("write"), ALL, age(0));

    assertThat(effective.carried()).isEqualTo(scopes("quick"));
    assertThat(effective.refreshable()).isEqualTo(scopes("quick"));
  }

  @Test
  void whatAMachineCannotHaveLeadsNowhere() {
    assertThat(
            policy.decide(scopes("manage"), Set.of(), Set.of(), ALL, new Login.Nobody()).carried())
        .isEmpty();
  }

  private static EffectiveScopes decide(
      EffectiveScopesPolicy policy, Set<ScopeName> granted, Predicate<ScopeName> available) {
    return policy.decide(granted, Set.of(), Set.of(), available, new Login.Unknown());
  }

  private static Login age(long seconds) {
    return new Login.At(Instant.parse("2026-01-01T12:00:00Z").minusSeconds(seconds));
  }

  private static Set<ScopeName> scopes(String... names) {
    return Arrays.stream(names).map(ScopeName::of).collect(Collectors.toSet());
  }
}
