package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.consent.StoredConsent;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.representations.AccessTokenResponse;

/** Makes the response and the refresh token say what the access token says. */
final class ScopedResponseBuilder extends AccessTokenResponseBuilder {

  private final KeycloakSession session;
  private final EventBuilder event;
  private final ClientModel client;
  private final UserSessionModel userSession;
  private final ClientSessionContext context;

  ScopedResponseBuilder(
      RealmModel realm,
      ClientModel client,
      EventBuilder event,
      KeycloakSession session,
      UserSessionModel userSession,
      ClientSessionContext context,
      TokenManager tokenManager) {
    super(realm, client, event, session, userSession, context, tokenManager);
    this.session = session;
    this.event = event;
    this.client = client;
    this.userSession = userSession;
    this.context = context;
  }

  @Override
  public AccessTokenResponseBuilder generateRefreshToken() {
    super.generateRefreshToken();
    if (context instanceof EffectiveContext effective) {
      StoredConsent.complete(session, userSession.getUser(), client, effective.added());
      getRefreshToken().setScope(effective.refreshScope());
    }
    return this;
  }

  /** An offline refresh swaps the builder's context for one of all the scopes of the old token. */
  @Override
  public AccessTokenResponse build() {
    AccessTokenResponse response = super.build();
    ClientSessionContext current = getClientSessionCtx();
    if (current != context && EffectiveContexts.isConcerned(session, current)) {
      response.setScope(context.getScopeString());
      event.detail(Details.SCOPE, context.getScopeString());
    }
    return response;
  }
}
