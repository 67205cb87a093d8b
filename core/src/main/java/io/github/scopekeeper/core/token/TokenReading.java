package io.github.scopekeeper.core.token;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Closure;
import java.util.Collection;
import java.util.Comparator;
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

  /** With each scope all that has to do with it: what it includes, and its names either way. */
  private final Map<ScopeName, Set<ScopeName>> related = new HashMap<>();

  /** With each scope what is held too, directly, and on from there; and the other way round. */
  private final Map<ScopeName, Set<ScopeName>> held = new HashMap<>();

  private final Map<ScopeName, Set<ScopeName>> holders = new HashMap<>();

  /** With each older name the newer ones that it is good for, and for no more; and back. */
  private final Map<ScopeName, Set<ScopeName>> newer = new HashMap<>();

  private final Map<ScopeName, Set<ScopeName>> older = new HashMap<>();

  private TokenReading() {}

  /**
   * A token is good for the scopes that it names, by their older and newer names too, and for
   * nothing else: what its scopes include, and the server left out, was left out for a reason. An
   * older name that is still a scope of its own is good for the newer one, which is not good for
   * it; one such step is taken, not a second from there.
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
        if (shared.contains(alias)) {
          addNewer(alias, definition.name());
        } else if (catalog.get(alias).isPresent()) {
          addNewer(alias, definition.name());
          put(related, definition.name(), alias);
        } else {
          add(alias, definition.name());
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
    put(held, holder, other);
    put(holders, other, holder);
    put(related, holder, other);
  }

  private void addNewer(ScopeName old, ScopeName name) {
    put(newer, old, name);
    put(older, name, old);
    put(related, old, name);
  }

  private static void put(Map<ScopeName, Set<ScopeName>> map, ScopeName key, ScopeName value) {
    map.computeIfAbsent(key, name -> new LinkedHashSet<>()).add(value);
  }

  /** Whether a token that names these scopes is good for this one. */
  public boolean holds(Set<ScopeName> named, ScopeName scope) {
    if (named.contains(scope)) {
      return true;
    }
    if (!holders.containsKey(scope) && !older.containsKey(scope)) {
      return false;
    }
    Set<ScopeName> holding = reach(Set.of(scope), holders);
    return containsAny(named, holding) || containsAny(named, reach(step(holding, older), holders));
  }

  private static boolean containsAny(Set<ScopeName> named, Set<ScopeName> holding) {
    return holding.stream().anyMatch(named::contains);
  }

  /** All that a token is good for that names these scopes: they come first, in their order. */
  public Set<ScopeName> scopes(Collection<ScopeName> named) {
    Set<ScopeName> scopes = reach(named, held);
    Set<ScopeName> renamed = step(scopes, newer);
    scopes.addAll(reach(renamed, held));
    return scopes;
  }

  private static Set<ScopeName> reach(
      Collection<ScopeName> from, Map<ScopeName, Set<ScopeName>> edges) {
    return Closure.walk(from, name -> edges.getOrDefault(name, Set.of()), name -> true);
  }

  private static Set<ScopeName> step(Set<ScopeName> from, Map<ScopeName, Set<ScopeName>> edges) {
    return from.stream()
        .flatMap(name -> edges.getOrDefault(name, Set.of()).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What it includes, as far as that counts, and its other names. */
  public Set<ScopeName> relatedTo(ScopeName scope) {
    return related.getOrDefault(scope, Set.of());
  }

  /**
   * For each scope the first value, in this order, among its own and those of all that is related
   * to it, on and on; scopes for which there is none are missing. Two names of a scope are judged
   * alike here, even where a token with the one is not good for the other.
   *
   * @param own the values of the scopes that have one
   */
  public <V> Map<ScopeName, V> firstRelated(Map<ScopeName, V> own, Comparator<? super V> order) {
    return Closure.firstReachable(related.keySet(), this::relatedTo, own, order);
  }
}
