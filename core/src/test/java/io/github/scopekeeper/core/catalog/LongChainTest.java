package io.github.scopekeeper.core.catalog;

import static io.github.scopekeeper.core.catalog.ScopeDefinition.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.recentauth.AuthAgeDecision;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.core.token.EffectiveScopes;
import io.github.scopekeeper.core.token.EffectiveScopesPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** So long that anything that takes the square of it does not end, or does not fit into memory. */
class LongChainTest {

  private static final int LENGTH = 200_000;
  private static final ScopeName FIRST = ScopeName.of("s0");

  @Test
  void everyQuestionAboutAChainIsAnswered() {
    ScopeCatalog chain = catalog(false);

    assertThat(chain.expand(Set.of(FIRST))).hasSize(LENGTH);
    assertThat(chain.all().stream().map(ScopeDefinition::name).map(chain::riskOf))
        .as("all include the last, of high risk")
        .allMatch(risk -> risk.orElseThrow() == RiskLevel.HIGH);
    assertThat(decide(chain).stale()).as("all include the last").hasSize(LENGTH);
  }

  @Test
  void everyQuestionAboutACycleIsAnswered() {
    ScopeCatalog cycle = catalog(true);

    assertThat(cycle.implied(FIRST)).hasSize(LENGTH - 1).doesNotContain(FIRST);
    assertThat(cycle.riskOf(FIRST)).contains(RiskLevel.HIGH);
    assertThat(policy(cycle).decide(Set.of(FIRST), new Login.Unknown()))
        .isEqualTo(new AuthAgeDecision.Stale(Duration.ofSeconds(60)));
  }

  private static EffectiveScopes decide(ScopeCatalog catalog) {
    return new EffectiveScopesPolicy(catalog, policy(catalog))
        .decide(Set.of(FIRST), Set.of(), Set.of(), name -> true, new Login.Unknown());
  }

  private static RecentAuthPolicy policy(ScopeCatalog catalog) {
    return new RecentAuthPolicy(catalog, () -> Duration.ofSeconds(60), Clock.systemUTC());
  }

  private static ScopeCatalog catalog(boolean closed) {
    return ScopeCatalog.of(
        IntStream.range(0, LENGTH).mapToObj(i -> definition(i, closed)).toList());
  }

  private static ScopeDefinition definition(int i, boolean closed) {
    boolean last = i == LENGTH - 1;
    List<ScopeName> next =
        last && !closed ? List.of() : List.of(ScopeName.of("s" + (i + 1) % LENGTH));
    return named("s" + i)
        .implies(next)
        .risk(last ? RiskLevel.HIGH : RiskLevel.LOW)
        .requiresReauthentication(last)
        .build();
  }
}
