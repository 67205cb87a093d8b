package io.github.scopekeeper.keycloak.api;

import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/**
 * Which app asks, and about whom.
 *
 * @param client the app that the token was issued to
 * @param session where the user signed in
 */
record Caller(ClientModel client, UserModel user, UserSessionModel session, AccessToken token) {

  /** Whether no person stands behind the token. */
  boolean isMachine() {
    return user.getServiceAccountClientLink() != null;
  }

  /** Whether the client speaks for itself: not with the token of another one, exchanged. */
  boolean isService() {
    return client.getId().equals(user.getServiceAccountClientLink());
  }

  /** Whether the token names the scope. */
  boolean carries(String scope) {
    return token.getScope() != null && List.of(token.getScope().split(" ")).contains(scope);
  }
}
