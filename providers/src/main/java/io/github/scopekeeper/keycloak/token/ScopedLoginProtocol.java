package io.github.scopekeeper.keycloak.token;

import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.sessions.AuthenticationSessionModel;
import jakarta.ws.rs.core.Response;

/** Keycloak's OpenID Connect protocol with the effective scopes in what it answers at once. */
class ScopedLoginProtocol extends OIDCLoginProtocol {

  ScopedLoginProtocol(OIDCProviderConfig config) {
    super(config);
  }

  @Override
  public Response authenticated(
      AuthenticationSessionModel authSession,
      UserSessionModel userSession,
      ClientSessionContext context) {
    return super.authenticated(authSession, userSession, EffectiveContexts.of(session, context));
  }
}
