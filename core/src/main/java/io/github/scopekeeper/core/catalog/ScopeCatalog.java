package io.github.scopekeeper.core.catalog;

import io.github.scopekeeper.core.implication.Closure;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scopes that carry meaning, and what holding one of them means. Immutable; what each scope
 * implies is worked out once, when the catalog is made.
 *
 * <p>A scope may imply one that has no definition: it is held all the same. A scope that the
 * catalog does not know implies nothing, has no risk and needs no recent login.
 */
public final class ScopeCatalog {

  private static final ScopeCatalog EMPTY = new ScopeCatalog(Map.of());

  private final Map<ScopeName, ScopeDefinition> definitions;
  private final Closure<ScopeName> closure;

  private ScopeCatalog(Map<ScopeName, ScopeDefinition> definitions) {
    this.definitions = definitions;
    this.closure = Closure.of(definitions.keySet(), this::directlyImplied);
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
    return closure.from(name);
  }

  /** The given scopes in their order, then everything that they imply. */
  public Set<ScopeName> expand(Collection<ScopeName> names) {
    Set<ScopeName> expanded = new LinkedHashSet<>(names);
    for (ScopeName name : names) {
      expanded.addAll(closure.from(name));
    }
    return expanded;
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
    return expand(Set.of(name)).stream()
        .flatMap(scope -> get(scope).stream())
        .map(ScopeDefinition::risk)
        .reduce(RiskLevel::or);
  }
}
