package io.github.scopekeeper.keycloak.recentauth.provider;

import io.github.scopekeeper.keycloak.recentauth.LoginNotes;
import io.github.scopekeeper.keycloak.recentauth.RecentLoginDemand;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.JsonWebToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What both kinds of OpenID Connect provider have in common. */
final class OidcLogin {

  private OidcLogin() {}

  /** A recent login is demanded there too, whatever the provider's settings. */
  static UriBuilder demand(
      KeycloakSession session, AuthenticationSessionModel login, UriBuilder request) {
    Optional<Duration> maxAge = RecentLoginDemand.of(session, login);
    if (maxAge.isEmpty()) {
      return request;
    }
    if (!RecentLoginDemand.isPassive(login)) {
      request.replaceQueryParam(OAuth2Constants.PROMPT, OIDCLoginProtocol.PROMPT_VALUE_LOGIN);
    }
    return request.replaceQueryParam(
        OIDCLoginProtocol.MAX_AGE_PARAM, login.getClientNote(OIDCLoginProtocol.MAX_AGE_PARAM));
  }

  /** By the ID token that Keycloak has checked. */
  static void finished(AuthenticationSessionModel login, BrokeredIdentityContext answer) {
    Optional<String> authTime =
        Optional.ofNullable(answer.getContextData().get(OIDCIdentityProvider.VALIDATED_ID_TOKEN))
            .filter(JsonWebToken.class::isInstance)
            .map(token -> ((JsonWebToken) token).getOtherClaims().get(IDToken.AUTH_TIME))
            .map(Object::toString);
    LoginNotes.providerAnswered(login, answer.getIdpConfig().getAlias(), authTime);
  }
}
