package io.github.scopekeeper.resource.rule;

import static io.github.scopekeeper.resource.rule.ScopeRule.anyToken;
import static io.github.scopekeeper.resource.rule.ScopeRule.requireAll;
import static io.github.scopekeeper.resource.rule.ScopeRule.requireAny;
import static io.github.scopekeeper.resource.rule.ScopeRule.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ScopeRuleTest {

  private static final ScopeRule NESTED =
      requireAll(
          scope("workouts:write"),
          requireAny(scope("appointments:read"), requireAll("admin:users", "admin:read")));

  private static Predicate<ScopeName> these(String... names) {
    return names(names)::contains;
  }

  private static Set<ScopeName> names(String... names) {
    return Set.copyOf(Arrays.stream(names).map(ScopeName::of).toList());
  }

  private static final Predicate<ScopeName> EVERYTHING = name -> true;

  @Test
  void allMeansEveryOne() {
    ScopeRule rule = requireAll("a", "b");
    assertThat(rule.isSatisfiedBy(these("a", "b", "c"))).isTrue();
    assertThat(rule.isSatisfiedBy(these("a", "c"))).isFalse();
    assertThat(rule.isSatisfiedBy(these())).isFalse();
  }

  @Test
  void anyMeansOne() {
    ScopeRule rule = requireAny("a", "b");
    assertThat(rule.isSatisfiedBy(these("b"))).isTrue();
    assertThat(rule.isSatisfiedBy(these("c"))).isFalse();
  }

  @Test
  void rulesNest() {
    assertThat(NESTED.isSatisfiedBy(these("workouts:write", "appointments:read"))).isTrue();
    assertThat(NESTED.isSatisfiedBy(these("workouts:write", "admin:users", "admin:read"))).isTrue();
    assertThat(NESTED.isSatisfiedBy(these("workouts:write", "admin:users"))).isFalse();
    assertThat(NESTED.isSatisfiedBy(these("appointments:read"))).isFalse();
  }

  @Test
  void anyTokenTakesNothing() {
    assertThat(anyToken().isSatisfiedBy(these())).isTrue();
    assertThat(anyToken().named()).isEmpty();
    assertThat(anyToken().toAskFor(these(), EVERYTHING)).contains(Set.of());
  }

  @Test
  void namesAreListedInTheirOrderAndOnce() {
    assertThat(requireAll(NESTED, scope("admin:users")).named())
        .extracting(ScopeName::value)
        .containsExactly("workouts:write", "appointments:read", "admin:users", "admin:read");
  }

  @Test
  void whoHasNothingIsToldToAskForTheFirstAlternative() {
    assertThat(NESTED.toAskFor(these(), EVERYTHING))
        .contains(names("workouts:write", "appointments:read"));
  }

  @Test
  void anAlternativeThatIsHeldIsKept() {
    assertThat(NESTED.toAskFor(these("admin:users", "admin:read"), EVERYTHING))
        .contains(names("workouts:write", "admin:users", "admin:read"));
  }

  @Test
  void whatCannotBeHadIsNotAskedFor() {
    assertThat(NESTED.toAskFor(these(), name -> !name.value().startsWith("appointments")))
        .contains(names("workouts:write", "admin:users", "admin:read"));
    assertThat(NESTED.toAskFor(these(), these("appointments:read"))).isEmpty();
    assertThat(requireAny("a", "b").toAskFor(these(), these())).isEmpty();
    assertThat(scope("a").toAskFor(these("a"), these())).contains(names("a"));
  }

  @Test
  void alternativesAreThoseOfEveryChoiceThatIsStillOpen() {
    ScopeRule two = requireAll(requireAny("a", "b"), requireAny("c", "d"), scope("e"));
    assertThat(two.alternatives(these())).containsExactlyInAnyOrderElementsOf(set("a b c d"));
    assertThat(two.alternatives(these("b"))).containsExactlyInAnyOrderElementsOf(set("c d"));
    assertThat(two.alternatives(these("a", "d"))).isEmpty();
    assertThat(scope("a").alternatives(these())).isEmpty();
  }

  private static List<ScopeName> set(String names) {
    return Arrays.stream(names.split(" ")).map(ScopeName::of).toList();
  }

  @Test
  void anEmptyListIsAMistakeAndNotAnOpenDoor() {
    assertThatThrownBy(() -> requireAll(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("anyToken()");
    assertThatThrownBy(() -> requireAny(new String[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> requireAny(new ScopeRule[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> requireAll(new ScopeRule[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void twoScopesInOneTextAreAMistake() {
    assertThatThrownBy(() -> requireAll("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scope("")).isInstanceOf(IllegalArgumentException.class);
  }
}
