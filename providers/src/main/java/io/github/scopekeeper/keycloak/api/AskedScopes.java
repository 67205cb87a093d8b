package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientScopeModel;

/**
 * The scopes that an app names in a request, and the client scopes behind them. {@code openid} has
 * none: it is the sign-in itself.
 */
final class AskedScopes {

  static final ScopeName SIGN_IN = ScopeName.of(OAuth2Constants.SCOPE_OPENID);

  private final Map<ScopeName, Optional<ClientScopeModel>> models = new LinkedHashMap<>();

  /**
   * @throws Problem naming those that the client cannot ask for
   */
  AskedScopes(AssignedScopes assigned, Collection<ScopeName> names) {
    for (ScopeName name : names) {
      models.put(name, name.equals(SIGN_IN) ? Optional.empty() : assigned.behind(name.value()));
    }
    String unknown =
        models.entrySet().stream()
            .filter(scope -> scope.getValue().isEmpty() && !scope.getKey().equals(SIGN_IN))
            .map(scope -> scope.getKey().value())
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw Problem.invalidScope("Unknown, or not assigned to this client: " + unknown);
    }
  }

  Set<ScopeName> names() {
    return models.keySet();
  }

  Optional<ClientScopeModel> model(ScopeName name) {
    return models.getOrDefault(name, Optional.empty());
  }

  Collection<ClientScopeModel> models() {
    return models.values().stream().flatMap(Optional::stream).toList();
  }
}
