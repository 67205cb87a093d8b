package io.github.scopekeeper.core.token;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.AuthAgeDecision;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Works out what a token is issued for: granted, plus implied, less what needs a newer login. */
public final class EffectiveScopesPolicy {

  private final ScopeCatalog catalog;
  private final RecentAuthPolicy recentAuth;

  public EffectiveScopesPolicy(ScopeCatalog catalog, RecentAuthPolicy recentAuth) {
    this.catalog = catalog;
    this.recentAuth = recentAuth;
  }

  /**
   * @param granted what Keycloak would issue the token for
   * @param merged what the app has proved to have been granted before
   * @param available whether an implied scope is assigned to the client and open to the user
   */
  public EffectiveScopes decide(
      Set<ScopeName> granted, Set<ScopeName> merged, Predicate<ScopeName> available, Login login) {
    Set<ScopeName> certain = new LinkedHashSet<>(granted);
    certain.addAll(merged);
    Set<ScopeName> held = new LinkedHashSet<>(catalog.expand(certain));
    held.removeIf(scope -> !certain.contains(scope) && !available.test(scope));
    Set<ScopeName> stale = new LinkedHashSet<>();
    Set<ScopeName> impossible = new LinkedHashSet<>();
    for (ScopeName scope : held) {
      AuthAgeDecision decision = recentAuth.decide(Set.of(scope), login);
      if (decision instanceof AuthAgeDecision.Stale) {
        stale.add(scope);
      } else if (decision instanceof AuthAgeDecision.Impossible) {
        impossible.add(scope);
      }
    }
    Set<ScopeName> added = new LinkedHashSet<>(held);
    added.removeAll(granted);
    added.removeAll(stale);
    added.removeAll(impossible);
    return new EffectiveScopes(granted, added, stale, impossible);
  }
}
