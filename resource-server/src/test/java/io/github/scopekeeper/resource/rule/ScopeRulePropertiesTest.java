package io.github.scopekeeper.resource.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ScopeRulePropertiesTest {

  private static final Arbitrary<ScopeName> NAMES =
      Arbitraries.integers().between(0, 7).map(i -> ScopeName.of("s" + i));

  @Provide
  Arbitrary<ScopeRule> rules() {
    return rules(3);
  }

  private static Arbitrary<ScopeRule> rules(int depth) {
    Arbitrary<ScopeRule> one = NAMES.map(ScopeRule.One::new);
    if (depth == 0) {
      return one;
    }
    Arbitrary<ScopeRule> parts = Arbitraries.lazy(() -> rules(depth - 1));
    return Arbitraries.oneOf(
        one,
        parts.list().ofMaxSize(3).map(ScopeRule.All::new),
        parts.list().ofMinSize(1).ofMaxSize(3).map(ScopeRule.Any::new));
  }

  @Provide
  Arbitrary<Set<ScopeName>> names() {
    return NAMES.set();
  }

  @Property
  void whatIsAskedForIsAlwaysEnough(
      @ForAll("rules") ScopeRule rule,
      @ForAll("names") Set<ScopeName> held,
      @ForAll("names") Set<ScopeName> obtainable) {
    Optional<Set<ScopeName>> asked = rule.toAskFor(held::contains, obtainable::contains);
    asked.ifPresent(
        names -> {
          assertThat(rule.isSatisfiedBy(names::contains)).isTrue();
          assertThat(names)
              .allMatch(name -> held.contains(name) || obtainable.contains(name))
              .isSubsetOf(rule.named());
        });
    Set<ScopeName> both = new HashSet<>(held);
    both.addAll(obtainable);
    assertThat(asked.isPresent()).isEqualTo(rule.isSatisfiedBy(both::contains));
  }

  @Property
  void whoHasEnoughLacksNothingOfWhatIsNamed(
      @ForAll("rules") ScopeRule rule, @ForAll("names") Set<ScopeName> held) {
    if (rule.isSatisfiedBy(held::contains)) {
      assertThat(rule.toAskFor(held::contains, name -> true).orElseThrow()).isSubsetOf(held);
      assertThat(rule.alternatives(held::contains)).isEmpty();
    }
  }

  @Property
  void moreScopesNeverCloseADoor(
      @ForAll("rules") ScopeRule rule,
      @ForAll("names") Set<ScopeName> held,
      @ForAll("names") Set<ScopeName> more) {
    if (rule.isSatisfiedBy(held::contains)) {
      assertThat(rule.isSatisfiedBy(name -> held.contains(name) || more.contains(name))).isTrue();
    }
  }
}
