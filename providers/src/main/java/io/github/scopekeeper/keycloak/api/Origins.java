package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.util.UriUtils;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.utils.WebOriginsUtils;
import org.keycloak.services.cors.Cors;

/**
 * Which web pages may read an answer. Decided here, because Keycloak's own methods for it have
 * other names in 26.4 than in 26.7; the headers are written by Keycloak.
 */
final class Origins {

  private final KeycloakSession session;
  private final String origin;

  Origins(KeycloakSession session) {
    this.session = session;
    this.origin = session.getContext().getRequestHeaders().getHeaderString(Cors.ORIGIN_HEADER);
  }

  /** The answer to a browser that asks beforehand: it has no token yet, so nobody is known. */
  static Response preflight(KeycloakSession session, String... methods) {
    return session
        .getProvider(Cors.class)
        .auth()
        .preflight()
        .allowedMethods(methods)
        .add(Response.ok());
  }

  /** Any page may read why nobody was recognized. */
  void allowAll() {
    session
        .getProvider(Cors.class)
        .auth()
        .allowAllOrigins()
        .exposedHeaders(HttpHeaders.WWW_AUTHENTICATE)
        .add();
  }

  /**
   * @throws Problem where a page asks that is none of this app's
   */
  void check(ClientModel client) {
    if (origin == null) {
      return;
    }
    Set<String> allowed = WebOriginsUtils.resolveValidWebOrigins(session, client);
    if (allowed.contains(origin) || allowed.contains(Cors.ACCESS_CONTROL_ALLOW_ORIGIN_WILDCARD)) {
      allowAll();
    } else if (!isOwn()) {
      throw Problem.of(
          Status.FORBIDDEN,
          OAuthErrorException.ACCESS_DENIED,
          "This web origin is not registered for the client");
    }
  }

  private boolean isOwn() {
    return origin.equals(UriUtils.getOrigin(session.getContext().getUri().getRequestUri()));
  }
}
