package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Closure;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What goes when one scope is taken back: the scope, everything that includes it, since nobody can
 * hold that without it, and what came along with those and nothing else grants.
 */
public final class TakenBack {

  private TakenBack() {}

  /**
   * @param held what the user allows the app today
   * @param cameAlong those of them that the app never asked for itself
   * @return empty where the scope is not held
   */
  public static Set<ScopeName> of(
      ScopeCatalog catalog,
      Collection<ScopeName> held,
      Collection<ScopeName> cameAlong,
      ScopeName scope) {
    if (!held.contains(scope)) {
      return Set.of();
    }
    Set<ScopeName> all = Set.copyOf(held);
    Set<ScopeName> gone = including(catalog, all, scope);
    Set<ScopeName> orphaned = catalog.expand(gone, all::contains);
    orphaned.retainAll(cameAlong);
    Set<ScopeName> stays = new LinkedHashSet<>(all);
    stays.removeAll(gone);
    stays.removeAll(orphaned);
    orphaned.removeAll(catalog.expand(stays, all::contains));
    gone.addAll(orphaned);
    return gone;
  }

  /** The scope, and what includes it: directly, or through others that are held. */
  private static Set<ScopeName> including(
      ScopeCatalog catalog, Set<ScopeName> held, ScopeName scope) {
    Map<ScopeName, Set<ScopeName>> includedBy = new HashMap<>();
    for (ScopeName other : held) {
      catalog.get(other).stream()
          .flatMap(entry -> entry.implied().stream())
          .forEach(in -> includedBy.computeIfAbsent(in, i -> new LinkedHashSet<>()).add(other));
    }
    return Closure.walk(
        Set.of(scope), name -> includedBy.getOrDefault(name, Set.of()), name -> true);
  }
}
