package io.github.scopekeeper.keycloak.token;

import jakarta.ws.rs.core.Response;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.OIDCRedirectUriBuilder;
import org.keycloak.protocol.oidc.utils.OIDCResponseMode;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;
import org.keycloak.services.Urls;
import org.keycloak.sessions.AuthenticationSessionModel;

/** An error that Keycloak has no word for, sent to the app in the way it wants its answers. */
final class AuthorizationError {

  private AuthorizationError() {}

  static Response redirect(
      KeycloakSession session, AuthenticationSessionModel login, String error, String description) {
    OIDCResponseMode mode =
        OIDCResponseMode.parse(
            login.getClientNote(OIDCLoginProtocol.RESPONSE_MODE_PARAM),
            OIDCResponseType.parse(login.getClientNote(OIDCLoginProtocol.RESPONSE_TYPE_PARAM)));
    OIDCRedirectUriBuilder answer =
        OIDCRedirectUriBuilder.fromUri(login.getRedirectUri(), mode, session, null)
            .addParam(OAuth2Constants.ERROR, error)
            .addParam(OAuth2Constants.ERROR_DESCRIPTION, description);
    String state = login.getClientNote(OIDCLoginProtocol.STATE_PARAM);
    if (state != null) {
      answer.addParam(OAuth2Constants.STATE, state);
    }
    if (!OIDCAdvancedConfigWrapper.fromClientModel(login.getClient())
        .isExcludeIssuerFromAuthResponse()) {
      answer.addParam(
          OAuth2Constants.ISSUER,
          Urls.realmIssuer(session.getContext().getUri().getBaseUri(), login.getRealm().getName()));
    }
    return answer.build();
  }
}
