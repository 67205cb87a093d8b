package io.github.scopekeeper.core.catalog;

import io.github.scopekeeper.core.implication.Closure;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The scopes that carry meaning, and what holding one of them means. Immutable; every question
 * about it takes time and memory that grow with the scopes that it concerns, never with their
 * square.
 *
 * <p>A scope may imply one that has no definition: it is held all the same. A scope that the
 * catalog does not know implies nothing, has no risk and needs no recent login.
 */
public final class ScopeCatalog {

  private static final ScopeCatalog EMPTY = new ScopeCatalog(Map.of());

  private final Map<ScopeName, ScopeDefinition> definitions;
  private volatile Map<ScopeName, RiskLevel> risks;

  private ScopeCatalog(Map<ScopeName, ScopeDefinition> definitions) {
    this.definitions = definitions;
  }

  public static ScopeCatalog empty() {
    return EMPTY;
  }

  /**
   * @throws IllegalArgumentException when a scope is defined twice
   */
  public static ScopeCatalog of(Collection<ScopeDefinition> definitions) {
    Map<ScopeName, ScopeDefinition> byName = new LinkedHashMap<>();
    for (ScopeDefinition definition : definitions) {
      if (byName.put(definition.name(), definition) != null) {
        throw new IllegalArgumentException(
            "The scope " + definition.name() + " is defined twice: remove one of the entries.");
      }
    }
    return byName.isEmpty() ? EMPTY : new ScopeCatalog(byName);
  }

  private Set<ScopeName> directlyImplied(ScopeName name) {
    ScopeDefinition definition = definitions.get(name);
    return definition == null ? Set.of() : definition.implied();
  }

  public Optional<ScopeDefinition> get(ScopeName name) {
    return Optional.ofNullable(definitions.get(name));
  }

  /** All definitions, in the order in which they were given. */
  public Collection<ScopeDefinition> all() {
    return Collections.unmodifiableCollection(definitions.values());
  }

  /** The definitions of one category, in the order in which they were given. */
  public List<ScopeDefinition> byCategory(String category) {
    return definitions.values().stream()
        .filter(definition -> definition.category().filter(category::equals).isPresent())
        .toList();
  }

  /** Whether the catalog defines this scope. */
  public boolean isValid(ScopeName name) {
    return definitions.containsKey(name);
  }

  /** Everything that holding this scope means besides itself, transitively. */
  public Set<ScopeName> implied(ScopeName name) {
    Set<ScopeName> implied = expand(Set.of(name));
    implied.remove(name);
    return implied;
  }

  /** The given scopes in their order, then everything that they imply. */
  public Set<ScopeName> expand(Collection<ScopeName> names) {
    return expand(names, name -> true);
  }

  /**
   * The given scopes in their order, then what they imply as far as it is admitted: what is implied
   * only through a scope that is not admitted is left out too.
   *
   * @param admitted asked once for each scope that is implied and not given
   */
  public Set<ScopeName> expand(Collection<ScopeName> names, Predicate<ScopeName> admitted) {
    return Closure.walk(names, this::directlyImplied, admitted);
  }

  /**
   * For each scope the first value, in this order, among its own and those of what it implies;
   * scopes for which there is none are missing.
   *
   * @param value what a definition says itself
   */
  public <V> Map<ScopeName, V> firstImplied(
      Function<ScopeDefinition, Optional<V>> value, Comparator<? super V> order) {
    Map<ScopeName, V> own = new HashMap<>();
    definitions.forEach((name, entry) -> value.apply(entry).ifPresent(v -> own.put(name, v)));
    return Closure.firstReachable(definitions.keySet(), this::directlyImplied, own, order);
  }

  /** Those of the given scopes that are privileged themselves. */
  public Set<ScopeName> privilegedOf(Collection<ScopeName> names) {
    return names.stream()
        .filter(name -> get(name).filter(ScopeDefinition::privileged).isPresent())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Whether holding these scopes, and what they imply, takes a recent login. */
  public boolean requiresReauthentication(Collection<ScopeName> names) {
    return expand(names).stream()
        .anyMatch(name -> get(name).filter(ScopeDefinition::requiresReauthentication).isPresent());
  }

  /**
   * The greatest risk of a scope and of what it implies: an app that holds it can do all of that.
   * Empty when none of them is defined.
   */
  public Optional<RiskLevel> riskOf(ScopeName name) {
    if (risks == null) {
      risks = firstImplied(definition -> Optional.of(definition.risk()), Comparator.reverseOrder());
    }
    return Optional.ofNullable(risks.get(name));
  }
}
