package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a user's earlier yes means today. A yes holds for what the scope includes, also when an
 * admin lets it include more afterwards: but never against the user's own no, and never for a high
 * risk that the user has not confirmed.
 */
public final class HeldScopes {

  private HeldScopes() {}

  /**
   * @param allowed what the user has said yes to
   * @param denied what the user has said no to and not yes since
   */
  public static Set<ScopeName> of(
      ScopeCatalog catalog, Collection<ScopeName> allowed, Collection<ScopeName> denied) {
    Set<ScopeName> held = new LinkedHashSet<>(catalog.expand(allowed));
    held.removeIf(
        scope ->
            !allowed.contains(scope) && (denied.contains(scope) || isHighRisk(catalog, scope)));
    return held;
  }

  private static boolean isHighRisk(ScopeCatalog catalog, ScopeName scope) {
    return catalog.get(scope).map(ScopeDefinition::risk).filter(RiskLevel.HIGH::equals).isPresent();
  }
}
