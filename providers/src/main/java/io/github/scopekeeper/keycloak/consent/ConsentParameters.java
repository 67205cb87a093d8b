package io.github.scopekeeper.keycloak.consent;

import java.util.List;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.UserConsentModel;

/** What a consent to {@code document:4711} keeps besides the scope; Keycloak 26.7 or newer. */
final class ConsentParameters {

  private ConsentParameters() {}

  static void add(UserConsentModel consent, ClientScopeModel scope, List<String> parameters) {
    if (parameters.isEmpty()) {
      consent.addGrantedClientScope(scope);
    } else {
      parameters.forEach(parameter -> consent.addGrantedClientScope(scope, parameter));
    }
  }
}
