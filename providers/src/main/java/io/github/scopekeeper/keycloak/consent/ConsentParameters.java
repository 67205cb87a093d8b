package io.github.scopekeeper.keycloak.consent;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.UserConsentModel;

/** What a consent to {@code document:4711} keeps besides the scope; Keycloak 26.7 or newer. */
final class ConsentParameters {

  private static final boolean KNOWN =
      Arrays.stream(UserConsentModel.class.getMethods())
          .anyMatch(method -> method.getName().equals("getParameters"));

  private ConsentParameters() {}

  /** The ids of a consent's scopes, each with its parameters; most have none. */
  static Map<String, List<String>> of(UserConsentModel consent) {
    Map<String, List<String>> scopes = new HashMap<>();
    for (ClientScopeModel scope : consent.getGrantedClientScopes()) {
      List<String> parameters = KNOWN ? consent.getParameters(scope) : List.of();
      scopes.put(scope.getId(), parameters == null ? List.of() : List.copyOf(parameters));
    }
    return scopes;
  }

  static void add(UserConsentModel consent, ClientScopeModel scope, List<String> parameters) {
    if (parameters.isEmpty()) {
      consent.addGrantedClientScope(scope);
    } else {
      parameters.forEach(parameter -> consent.addGrantedClientScope(scope, parameter));
    }
  }
}
