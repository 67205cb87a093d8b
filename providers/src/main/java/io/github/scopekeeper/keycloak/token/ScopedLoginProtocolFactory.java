package io.github.scopekeeper.keycloak.token;

import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/**
 * Stands in for Keycloak's own {@code openid-connect} protocol: the same id, a higher order. It is
 * the one hook that is right for every grant, for widening and for narrowing.
 */
public class ScopedLoginProtocolFactory extends OIDCLoginProtocolFactory {

  @Override
  public LoginProtocol create(KeycloakSession session) {
    OIDCLoginProtocol stock = (OIDCLoginProtocol) super.create(session);
    return new ScopedLoginProtocol(stock.getConfig()).setSession(session);
  }

  @Override
  public Object createProtocolEndpoint(KeycloakSession session, EventBuilder event) {
    return new ScopedLoginProtocolService(session, event);
  }

  @Override
  public int order() {
    return super.order() + 1;
  }
}
