package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a user's earlier yes means today. A yes holds for what the scope includes, also when an
 * admin lets it include more afterwards: but never against the user's own no, never for a high risk
 * that the user has not confirmed, and never through a scope that is not held itself.
 */
public final class HeldScopes {

  private HeldScopes() {}

  /**
   * @param allowed what the user has said yes to
   * @param denied what the user has said no to and not yes since
   */
  public static Set<ScopeName> of(
      ScopeCatalog catalog,
      Collection<ScopeName> allowed,
      Collection<ScopeName> denied,
      AvailableScopes scopes) {
    Predicate<ScopeName> free = scopes.asked().negate();
    return catalog.expand(
        allowed.stream().filter(scopes.available()).toList(),
        scopes.available().and(free.or(comesAlong(catalog, allowed::contains, denied::contains))));
  }

  /** Whether a scope that a held one includes is held too, where people are asked for it. */
  public static Predicate<ScopeName> comesAlong(
      ScopeCatalog catalog, Predicate<ScopeName> allowed, Predicate<ScopeName> denied) {
    return scope -> allowed.test(scope) || !isHighRisk(catalog, scope) && !denied.test(scope);
  }

  static boolean isHighRisk(ScopeCatalog catalog, ScopeName scope) {
    return catalog.get(scope).map(ScopeDefinition::risk).filter(RiskLevel.HIGH::equals).isPresent();
  }
}
