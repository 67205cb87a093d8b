package io.github.scopekeeper.keycloak.token;

import jakarta.ws.rs.Path;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.endpoints.TokenEndpoint;

/** Keycloak's OpenID Connect endpoints, with our token manager behind the token endpoint. */
public class ScopedLoginProtocolService extends OIDCLoginProtocolService {

  private final KeycloakSession session;
  private final EventBuilder event;

  public ScopedLoginProtocolService(KeycloakSession session, EventBuilder event) {
    super(session, event);
    this.session = session;
    this.event = event;
  }

  @Override
  @Path("auth")
  public Object auth() {
    return new ScopedAuthorizationEndpoint(session, event);
  }

  @Override
  @Path("token")
  public Object token() {
    return new TokenEndpoint(session, new ScopedTokenManager(session, event), event);
  }
}
