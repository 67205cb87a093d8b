package io.github.scopekeeper.keycloak.api;

import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.RedirectUtils;

/** Where the app's users come back to after an authorization request. */
final class RedirectUri {

  private final KeycloakSession session;
  private final ClientModel client;

  RedirectUri(KeycloakSession session, ClientModel client) {
    this.session = session;
    this.client = client;
  }

  /**
   * The given one, or else the only one that the client has.
   *
   * @throws Problem where it is not the client's
   */
  Optional<String> checked(Optional<String> given) {
    if (given.isPresent() && !isRegistered(given.get())) {
      throw Problem.invalidRequest("redirect_uri is not registered for the client");
    }
    return given.or(this::only);
  }

  private boolean isRegistered(String uri) {
    try {
      return RedirectUtils.verifyRedirectUri(session, uri, client) != null;
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }

  private Optional<String> only() {
    Set<String> registered = client.getRedirectUris();
    if (registered.size() != 1) {
      return Optional.empty();
    }
    return RedirectUtils.resolveValidRedirects(session, client.getRootUrl(), registered).stream()
        .filter(uri -> !uri.contains("*"))
        .filter(this::isRegistered)
        .findFirst();
  }
}
