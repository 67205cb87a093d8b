package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientScopeModel;

/** What the token at hand says that it is good for. */
final class CarriedScopes {

  private final Set<ScopeName> names = new LinkedHashSet<>();
  private final Map<ScopeName, ClientScopeModel> models = new LinkedHashMap<>();

  CarriedScopes(Caller caller, AssignedScopes assigned) {
    String text = Optional.ofNullable(caller.token().getScope()).orElse("");
    Arrays.stream(text.split(" "))
        .flatMap(token -> ScopeName.parse(token).stream())
        .forEach(
            name -> {
              names.add(name);
              assigned.behind(name.value()).ifPresent(model -> models.put(name, model));
            });
    caller.client().getClientScopes(true).values().stream()
        .filter(scope -> !scope.isIncludeInTokenScope() && assigned.isPermitted(scope))
        .forEach(this::addHidden);
  }

  /**
   * Every token of the client is made with its default scopes, also with those it does not name.
   */
  private void addHidden(ClientScopeModel scope) {
    ScopeName.parse(scope.getName()).ifPresent(names::add);
  }

  Set<ScopeName> names() {
    return names;
  }

  /** The client scopes that the token names. */
  Set<ScopeName> named() {
    return models.keySet();
  }

  Collection<ClientScopeModel> models() {
    return models.values();
  }

  boolean isSignIn() {
    return names.contains(AskedScopes.SIGN_IN);
  }
}
