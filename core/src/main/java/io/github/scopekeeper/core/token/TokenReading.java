package io.github.scopekeeper.core.token;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Closure;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the scopes that a token names are good for. Immutable; a question takes time that grows with
 * the scopes that it concerns.
 */
public final class TokenReading {

  /** With each scope what is held too, directly; and the other way round. */
  private final Map<ScopeName, Set<ScopeName>> held = new HashMap<>();

  private final Map<ScopeName, Set<ScopeName>> holders = new HashMap<>();

  private TokenReading() {}

  /**
   * A token is good for the scopes that it names, by their older and newer names too, and for
   * nothing else: what its scopes include, and the server left out, was left out for a reason.
   */
  public static TokenReading literal(ScopeCatalog catalog) {
    TokenReading reading = new TokenReading();
    reading.addAliases(catalog);
    return reading;
  }

  /**
   * A token is also good for everything that its scopes include. For tokens of servers that do not
   * name what is included: a scope that the user denied, or that is closed to them, is held by any
   * scope that includes it.
   */
  public static TokenReading expanding(ScopeCatalog catalog) {
    TokenReading reading = literal(catalog);
    for (ScopeDefinition definition : catalog.all()) {
      definition.implied().forEach(implied -> reading.add(definition.name(), implied));
    }
    return reading;
  }

  private void addAliases(ScopeCatalog catalog) {
    Set<ScopeName> shared = sharedAliases(catalog);
    for (ScopeDefinition definition : catalog.all()) {
      for (ScopeName alias : definition.aliases()) {
        add(alias, definition.name());
        if (!shared.contains(alias)) {
          add(definition.name(), alias);
        }
      }
    }
  }

  /** What was split in two stood for both; neither of them is the other. */
  private static Set<ScopeName> sharedAliases(ScopeCatalog catalog) {
    Set<ScopeName> seen = new HashSet<>();
    return catalog.all().stream()
        .flatMap(definition -> definition.aliases().stream())
        .filter(alias -> !seen.add(alias))
        .collect(Collectors.toSet());
  }

  private void add(ScopeName holder, ScopeName other) {
    held.computeIfAbsent(holder, name -> new LinkedHashSet<>()).add(other);
    holders.computeIfAbsent(other, name -> new LinkedHashSet<>()).add(holder);
  }

  /** Whether a token that names these scopes is good for this one. */
  public boolean holds(Set<ScopeName> named, ScopeName scope) {
    return named.contains(scope) || (holders.containsKey(scope) && holdsByAnother(named, scope));
  }

  private boolean holdsByAnother(Set<ScopeName> named, ScopeName scope) {
    Set<ScopeName> seen = new HashSet<>(Set.of(scope));
    Deque<ScopeName> open = new ArrayDeque<>(seen);
    while (!open.isEmpty()) {
      for (ScopeName holder : holders.getOrDefault(open.poll(), Set.of())) {
        if (named.contains(holder)) {
          return true;
        }
        if (seen.add(holder)) {
          open.add(holder);
        }
      }
    }
    return false;
  }

  /** All that a token is good for that names these scopes: they come first, in their order. */
  public Set<ScopeName> scopes(Collection<ScopeName> named) {
    return Closure.walk(named, this::heldWith, name -> true);
  }

  /** What is held with this scope directly. */
  public Set<ScopeName> heldWith(ScopeName scope) {
    return held.getOrDefault(scope, Set.of());
  }

  /**
   * For each scope the first value, in this order, among its own and those of all that is held with
   * it; scopes for which there is none are missing.
   *
   * @param own the values of the scopes that have one
   */
  public <V> Map<ScopeName, V> firstHeld(Map<ScopeName, V> own, Comparator<? super V> order) {
    return Closure.firstReachable(held.keySet(), this::heldWith, own, order);
  }
}
