package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashSet;
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
    Set<ScopeName> gone = new LinkedHashSet<>();
    if (!held.contains(scope)) {
      return gone;
    }
    gone.add(scope);
    held.stream().filter(other -> catalog.implied(other).contains(scope)).forEach(gone::add);
    Set<ScopeName> orphaned = new LinkedHashSet<>(catalog.expand(gone));
    orphaned.retainAll(cameAlong);
    Set<ScopeName> stays = new LinkedHashSet<>(held);
    stays.removeAll(gone);
    stays.removeAll(orphaned);
    orphaned.removeAll(catalog.expand(stays));
    gone.addAll(orphaned);
    gone.retainAll(held);
    return gone;
  }
}
