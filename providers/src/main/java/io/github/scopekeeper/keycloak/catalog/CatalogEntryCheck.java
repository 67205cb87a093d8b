package io.github.scopekeeper.keycloak.catalog;

import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.implication.Closure;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/** What is refused when an admin saves an entry, with the cause. */
final class CatalogEntryCheck {

  private final RealmModel realm;
  private final RealmScopes scopes;

  CatalogEntryCheck(RealmModel realm) {
    this.realm = realm;
    this.scopes = new RealmScopes(realm);
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
    refuseParameterized(definition);
    refuseIncluded(scope);
    refuseCycle(definition);
    refuseTakenAliases(definition);
  }

  private void refuseUnknown(ScopeDefinition definition) {
    Set<String> unknown =
        definition.implied().stream()
            .filter(name -> scopes.findNow(name.value()).isEmpty())
            .map(ScopeName::value)
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "implies: this realm has no client scope named %s."
              .formatted(String.join(", ", unknown)));
    }
  }

  /** No token can carry such a scope without a parameter, and nobody has said which. */
  private void refuseParameterized(ScopeDefinition definition) {
    String parameterized =
        definition.implied().stream()
            .flatMap(name -> scopes.findNow(name.value()).stream())
            .filter(AssignedScopes::isParameterized)
            .map(ClientScopeModel::getName)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!parameterized.isEmpty()) {
      throw new IllegalArgumentException(
          "implies: a scope with a parameter cannot be included in another one: %s."
              .formatted(parameterized));
    }
  }

  private void refuseIncluded(ClientScopeModel scope) {
    if (!AssignedScopes.isParameterized(scope)) {
      return;
    }
    String including =
        realm
            .getClientScopesStream()
            .flatMap(CatalogEntryCheck::definitions)
            .filter(
                other -> other.implied().stream().anyMatch(n -> n.value().equals(scope.getName())))
            .map(other -> other.name().value())
            .sorted()
            .collect(Collectors.joining(", "));
    if (!including.isEmpty()) {
      throw new IllegalArgumentException(
          "A scope with a parameter cannot be included in another one: remove %s from implies of %s."
              .formatted(scope.getName(), including));
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
    return scopes.findNow(name.value()).stream()
        .flatMap(CatalogEntryCheck::definitions)
        .flatMap(definition -> definition.implied().stream())
        .collect(Collectors.toSet());
  }

  /** An API that meets the name could not tell which of the scopes is meant. */
  private void refuseTakenAliases(ScopeDefinition definition) {
    if (definition.aliases().isEmpty()) {
      return;
    }
    realm
        .getClientScopesStream()
        .filter(scope -> !scope.getName().equals(definition.name().value()))
        .flatMap(CatalogEntryCheck::definitions)
        .forEach(other -> refuseShared(definition.aliases(), other));
  }

  private static void refuseShared(Set<ScopeName> aliases, ScopeDefinition other) {
    other.aliases().stream()
        .filter(aliases::contains)
        .sorted()
        .findFirst()
        .ifPresent(
            taken -> {
              throw new IllegalArgumentException(
                  "aliases: %s is an older name of the scope %s already: remove it from one of them."
                      .formatted(taken, other.name()));
            });
  }

  private static Stream<ScopeDefinition> definitions(ClientScopeModel scope) {
    return scope.getProtocolMapperByType(ScopeCatalogEntryMapper.ID).stream()
        .map(entry -> definition(scope.getName(), entry))
        .flatMap(Optional::stream);
  }

  private static Optional<ScopeDefinition> definition(String name, ProtocolMapperModel entry) {
    try {
      return Optional.of(CatalogEntryConfig.definition(name, entry));
    } catch (IllegalArgumentException brokenElsewhere) {
      return Optional.empty();
    }
  }
}
