package io.github.scopekeeper.keycloak.catalog;

import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Closure;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** What is refused when an admin saves an entry, with the cause. */
final class CatalogEntryCheck {

  private final RealmModel realm;

  CatalogEntryCheck(RealmModel realm) {
    this.realm = realm;
  }

  /**
   * @throws IllegalArgumentException with a sentence that tells an admin what to mend
   */
  void check(ProtocolMapperContainerModel container, ProtocolMapperModel entry) {
    if (container instanceof ClientModel || !(container instanceof ClientScopeModel scope)) {
      throw new IllegalArgumentException(
          "A scope catalog entry belongs on a client scope, not on a client.");
    }
    boolean second =
        scope.getProtocolMapperByType(ScopeCatalogEntryMapper.ID).stream()
            .anyMatch(other -> !other.getId().equals(entry.getId()));
    if (second) {
      throw new IllegalArgumentException(
          "The client scope %s has a catalog entry already: change that one."
              .formatted(scope.getName()));
    }
    ScopeDefinition definition = CatalogEntryConfig.definition(scope.getName(), entry);
    refuseUnknown(definition);
    refuseCycle(definition);
  }

  private void refuseUnknown(ScopeDefinition definition) {
    Set<String> unknown =
        definition.implied().stream()
            .filter(name -> RealmScopes.findNow(realm, name.value()).isEmpty())
            .map(ScopeName::value)
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "implies: this realm has no client scope named %s."
              .formatted(String.join(", ", unknown)));
    }
  }

  private void refuseCycle(ScopeDefinition definition) {
    Closure.cycleThrough(
            definition.name(),
            name -> name.equals(definition.name()) ? definition.implied() : impliedBy(name))
        .ifPresent(
            path -> {
              throw new IllegalArgumentException(
                  "implies: the scopes would include each other in a circle: %s."
                      .formatted(
                          path.stream().map(ScopeName::value).collect(Collectors.joining(" → "))));
            });
  }

  private Set<ScopeName> impliedBy(ScopeName name) {
    return RealmScopes.find(realm, name.value()).stream()
        .flatMap(s -> s.getProtocolMapperByType(ScopeCatalogEntryMapper.ID).stream())
        .map(entry -> definition(name, entry))
        .flatMap(Optional::stream)
        .flatMap(definition -> definition.implied().stream())
        .collect(Collectors.toSet());
  }

  private static Optional<ScopeDefinition> definition(ScopeName name, ProtocolMapperModel entry) {
    try {
      return Optional.of(CatalogEntryConfig.definition(name.value(), entry));
    } catch (IllegalArgumentException brokenElsewhere) {
      return Optional.empty();
    }
  }
}
