package io.github.scopekeeper.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.par.endpoints.request.AuthzEndpointParParser;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A pushed authorization request (RFC 9126) is good for one authorization. Keycloak forgets that
 * where a required action has come in between; and it lets the request run out while a user reads.
 */
final class PushedRequest {

  /** Client notes, since a restart of the login clears Keycloak's own. */
  private static final String URI = "scopekeeper.request.uri";

  private static final String TAKEN = "scopekeeper.request.taken";

  private final KeycloakSession session;
  private final AuthenticationSessionModel login;

  PushedRequest(KeycloakSession session, AuthenticationSessionModel login) {
    this.session = session;
    this.login = login;
  }

  /** Notes which request a login is for, before anything is asked. */
  void remember(String uri) {
    login.setClientNote(URI, uri);
  }

  boolean isTaken() {
    return login.getClientNote(TAKEN) != null;
  }

  /** Takes the request for this login; false where another login has taken it. */
  boolean take() {
    String uri = login.getClientNote(URI);
    if (uri == null || isTaken()) {
      return true;
    }
    login.setClientNote(TAKEN, "true");
    AuthzEndpointParParser.removeRequestObject(session, uri);
    return session
        .singleUseObjects()
        .putIfAbsent("scopekeeper.par:" + uri, login.getRealm().getAccessCodeLifespanLogin());
  }
}
