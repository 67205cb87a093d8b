package io.github.scopekeeper.core.incremental;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.AuthAgeDecision;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells an app what it has, what it lacks, and what it may ask its user for. */
public final class UpgradePolicy {

  private final RecentAuthPolicy recentAuth;

  public UpgradePolicy(RecentAuthPolicy recentAuth) {
    this.recentAuth = recentAuth;
  }

  /**
   * @param asked what the app wants to know about
   */
  public Upgrade decide(Collection<ScopeName> asked, Standing standing) {
    Set<ScopeName> granted = those(asked, standing::allows);
    Set<ScopeName> missing = those(asked, scope -> !granted.contains(scope));
    Set<ScopeName> reachable = those(missing, scope -> !standing.outOfReach().contains(scope));
    Set<ScopeName> consent = those(reachable, scope -> !standing.withheld().containsKey(scope));
    Set<ScopeName> request =
        those(
            asked,
            scope ->
                consent.contains(scope) || granted.contains(scope) && !isUsable(scope, standing));
    Map<ScopeName, Instant> denied = new LinkedHashMap<>();
    those(reachable, standing.withheld()::containsKey)
        .forEach(scope -> denied.put(scope, standing.withheld().get(scope)));
    boolean reauthentication = isStale(request, standing.sessionLogin());
    return new Upgrade(
        granted, missing, denied, request, consent, reauthentication, recentAuth.maxAge(request));
  }

  private static Set<ScopeName> those(Collection<ScopeName> scopes, Predicate<ScopeName> wanted) {
    return scopes.stream().filter(wanted).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean isUsable(ScopeName scope, Standing standing) {
    return standing.carried().contains(scope) && !isStale(Set.of(scope), standing.tokenLogin());
  }

  private boolean isStale(Set<ScopeName> scopes, Login login) {
    return !(recentAuth.decide(scopes, login) instanceof AuthAgeDecision.Fresh);
  }
}
