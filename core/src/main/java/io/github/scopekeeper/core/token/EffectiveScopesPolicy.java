package io.github.scopekeeper.core.token;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.AuthAgeDecision;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Works out what a token is issued for: granted, plus implied, less what needs a newer login. A
 * scope that waits for a login is granted all the same, so what it implies needs no waiting; what a
 * token cannot be issued for leads to nothing.
 */
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
   * @param unanswered those of them that no answer of the user stands behind
   * @param available whether an implied scope is assigned to the client, open to the user and
   *     allowed by them: what it is not is left out, and so is what only it implies
   */
  public EffectiveScopes decide(
      Set<ScopeName> granted,
      Set<ScopeName> merged,
      Set<ScopeName> unanswered,
      Predicate<ScopeName> available,
      Login login) {
    Predicate<ScopeName> possible =
        scope -> !(recentAuth.decide(Set.of(scope), login) instanceof AuthAgeDecision.Impossible);
    Set<ScopeName> certain = new LinkedHashSet<>(granted);
    certain.addAll(merged);
    Set<ScopeName> impossible = those(certain, possible.negate().or(unanswered::contains));
    certain.removeAll(impossible);
    Predicate<ScopeName> refused = impossible::contains;
    Set<ScopeName> held = catalog.expand(certain, refused.negate().and(available).and(possible));
    Set<ScopeName> stale =
        those(
            held,
            scope -> recentAuth.decide(Set.of(scope), login) instanceof AuthAgeDecision.Stale);
    Set<ScopeName> added = new LinkedHashSet<>(held);
    added.removeAll(granted);
    added.removeAll(stale);
    return new EffectiveScopes(granted, added, stale, impossible);
  }

  private static Set<ScopeName> those(Set<ScopeName> scopes, Predicate<ScopeName> wanted) {
    return scopes.stream().filter(wanted).collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
