package io.github.scopekeeper.resource.rule;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which scopes an operation takes. Rules nest: {@code requireAll(scope("workouts:write"),
 * requireAny("appointments:read", "admin:users"))}. Immutable.
 */
public sealed interface ScopeRule {

  /**
   * One scope.
   *
   * @param name never null
   */
  record One(ScopeName name) implements ScopeRule {}

  /**
   * All of these.
   *
   * @param rules never null; empty: any valid token will do
   */
  record All(List<ScopeRule> rules) implements ScopeRule {
    public All {
      rules = List.copyOf(rules);
    }
  }

  /**
   * One of these is enough.
   *
   * @param rules the first is the one that an app is told to ask for, so put the least powerful
   *     first; never empty
   */
  record Any(List<ScopeRule> rules) implements ScopeRule {
    public Any {
      rules = List.copyOf(rules);
      if (rules.isEmpty()) {
        throw new IllegalArgumentException("requireAny needs at least one scope.");
      }
    }
  }

  /** Any valid token will do. */
  static ScopeRule anyToken() {
    return new All(List.of());
  }

  /**
   * @throws IllegalArgumentException when the name is no scope-token (RFC 6749, section 3.3)
   */
  static ScopeRule scope(String name) {
    return new One(ScopeName.of(name));
  }

  /**
   * @throws IllegalArgumentException when a name is no scope-token, or where there is none
   */
  static ScopeRule requireAll(String... names) {
    return requireAll(rules(names).toArray(ScopeRule[]::new));
  }

  /**
   * All of these rules.
   *
   * @throws IllegalArgumentException where there is none
   */
  static ScopeRule requireAll(ScopeRule... rules) {
    if (rules.length == 0) {
      throw new IllegalArgumentException(
          "requireAll needs at least one scope; say anyToken() where every token will do.");
    }
    return new All(List.of(rules));
  }

  /**
   * @throws IllegalArgumentException when a name is no scope-token, or where there is none
   */
  static ScopeRule requireAny(String... names) {
    return new Any(rules(names));
  }

  /**
   * One of these rules is enough.
   *
   * @throws IllegalArgumentException where there is none
   */
  static ScopeRule requireAny(ScopeRule... rules) {
    return new Any(List.of(rules));
  }

  private static List<ScopeRule> rules(String... names) {
    return Arrays.stream(names).map(ScopeRule::scope).toList();
  }

  /** Whether these scopes are enough. */
  default boolean isSatisfiedBy(Predicate<ScopeName> held) {
    if (this instanceof One one) {
      return held.test(one.name());
    }
    if (this instanceof All all) {
      for (ScopeRule rule : all.rules()) {
        if (!rule.isSatisfiedBy(held)) {
          return false;
        }
      }
      return true;
    }
    for (ScopeRule rule : ((Any) this).rules()) {
      if (rule.isSatisfiedBy(held)) {
        return true;
      }
    }
    return false;
  }

  /** Every scope that the rule names, in its order. */
  default Set<ScopeName> named() {
    if (this instanceof One one) {
      return Set.of(one.name());
    }
    List<ScopeRule> parts = this instanceof All all ? all.rules() : ((Any) this).rules();
    return parts.stream()
        .flatMap(rule -> rule.named().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The scopes that make a token good for this rule: all that are demanded, and of alternatives the
   * one that is held already, or else the first that could be had.
   *
   * @param held what the token is good for
   * @param obtainable what it is of use to ask for
   * @return empty where no scope would help
   */
  default Optional<Set<ScopeName>> toAskFor(
      Predicate<ScopeName> held, Predicate<ScopeName> obtainable) {
    if (this instanceof One one) {
      boolean helps = held.test(one.name()) || obtainable.test(one.name());
      return helps ? Optional.of(Set.of(one.name())) : Optional.empty();
    }
    if (this instanceof Any any) {
      Optional<ScopeRule> held1 =
          any.rules().stream().filter(rule -> rule.isSatisfiedBy(held)).findFirst();
      return held1.isPresent()
          ? held1.get().toAskFor(held, obtainable)
          : any.rules().stream()
              .flatMap(rule -> rule.toAskFor(held, obtainable).stream())
              .findFirst();
    }
    Set<ScopeName> union = new LinkedHashSet<>();
    for (ScopeRule rule : ((All) this).rules()) {
      Optional<Set<ScopeName>> part = rule.toAskFor(held, obtainable);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      union.addAll(part.get());
    }
    return Optional.of(union);
  }

  /** The alternatives that are open: those of every "any" that is not satisfied yet. */
  default Set<ScopeName> alternatives(Predicate<ScopeName> held) {
    if (isSatisfiedBy(held) || this instanceof One) {
      return Set.of();
    }
    if (this instanceof Any) {
      return named();
    }
    return ((All) this)
        .rules().stream()
            .flatMap(rule -> rule.alternatives(held).stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
