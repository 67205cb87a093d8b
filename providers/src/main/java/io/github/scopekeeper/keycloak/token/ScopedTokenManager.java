package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.consent.StoredConsent;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.IDToken;

/**
 * Keycloak's token manager with the effective scopes in every token that it makes. It overrides the
 * methods that all grants pass through and whose signatures are the same in all versions. One
 * instance serves one request.
 */
final class ScopedTokenManager extends TokenManager {

  private ClientSessionContext issued;

  @Override
  public AccessToken transformAccessToken(
      KeycloakSession session,
      AccessToken token,
      UserSessionModel userSession,
      ClientSessionContext context) {
    ClientSessionContext effective = EffectiveContexts.of(session, context);
    issued = effective;
    if (effective instanceof EffectiveContext) {
      token.setScope(effective.getScopeString());
    }
    return super.transformAccessToken(session, token, userSession, effective);
  }

  @Override
  public IDToken transformIDToken(
      KeycloakSession session,
      IDToken token,
      UserSessionModel userSession,
      ClientSessionContext context) {
    return super.transformIDToken(
        session, token, userSession, EffectiveContexts.of(session, context));
  }

  @Override
  public AccessTokenResponse transformAccessTokenResponse(
      KeycloakSession session,
      AccessTokenResponse response,
      UserSessionModel userSession,
      ClientSessionContext context) {
    ClientSessionContext effective = EffectiveContexts.of(session, context);
    AccessTokenResponse made =
        super.transformAccessTokenResponse(session, response, userSession, effective);
    boolean swapped = issued != null && issued != effective;
    return swapped && EffectiveContexts.isConcerned(session, context)
        ? new ScopedTokenResponse(made, issued.getScopeString())
        : made;
  }

  @Override
  public AccessTokenResponseBuilder responseBuilder(
      RealmModel realm,
      ClientModel client,
      EventBuilder event,
      KeycloakSession session,
      UserSessionModel userSession,
      ClientSessionContext context) {
    ClientSessionContext effective = EffectiveContexts.of(session, context);
    if (effective instanceof EffectiveContext scoped && client.isConsentRequired()) {
      new StoredConsent(session, userSession.getUser(), client).complete(scoped.added());
    }
    return super.responseBuilder(realm, client, event, session, userSession, effective);
  }
}
