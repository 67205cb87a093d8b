package io.github.scopekeeper.keycloak.recentauth.provider;

import io.github.scopekeeper.keycloak.recentauth.RecentLoginDemand;
import jakarta.ws.rs.core.UriBuilder;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.broker.provider.AuthenticationRequest;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's own provider, passing on the demand for a recent login. */
final class RecentOidcProvider extends OIDCIdentityProvider {

  RecentOidcProvider(KeycloakSession session, OIDCIdentityProviderConfig config) {
    super(session, config);
  }

  @Override
  protected UriBuilder createAuthorizationUrl(AuthenticationRequest request) {
    return OidcLogin.demand(
        session, request.getAuthenticationSession(), super.createAuthorizationUrl(request));
  }

  /** Where only a scope has demanded it, the login goes on and the scope is left out. */
  @Override
  protected boolean isAuthTimeExpired(JsonWebToken idToken, AuthenticationSessionModel login) {
    return super.isAuthTimeExpired(idToken, login) && !RecentLoginDemand.isOurs(session, login);
  }

  @Override
  public void authenticationFinished(
      AuthenticationSessionModel login, BrokeredIdentityContext context) {
    super.authenticationFinished(login, context);
    OidcLogin.finished(login, context);
  }
}
