package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.grants.IssuedGrant;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.IDToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/**
 * Keycloak's token manager with the effective scopes in every token that it makes. It overrides the
 * methods that all grants pass through and whose signatures are the same in all versions. One
 * instance serves one request.
 */
final class ScopedTokenManager extends TokenManager {

  private static final String PRIVILEGED_SCOPES = "privileged_scopes";

  private final EventBuilder event;
  private final IssuedGrant grant;
  private ClientSessionContext issued;

  ScopedTokenManager(KeycloakSession session, EventBuilder event) {
    this.event = event;
    this.grant = new IssuedGrant(session);
  }

  @Override
  public RefreshToken verifyRefreshToken(
      KeycloakSession session,
      RealmModel realm,
      ClientModel client,
      HttpRequest request,
      String encodedRefreshToken,
      boolean checkExpiration)
      throws OAuthErrorException {
    RefreshToken token =
        super.verifyRefreshToken(
            session, realm, client, request, encodedRefreshToken, checkExpiration);
    grant.ofRefresh(token, client);
    new RefreshableScopes(session, client).narrow(token);
    return token;
  }

  @Override
  public AccessToken transformAccessToken(
      KeycloakSession session,
      AccessToken token,
      UserSessionModel userSession,
      ClientSessionContext context) {
    mergeExistingGrant(session, context);
    ClientSessionContext effective = EffectiveContexts.of(session, context);
    issued = effective;
    EffectiveContexts.privileged(effective)
        .ifPresent(scopes -> event.detail(PRIVILEGED_SCOPES, scopes));
    if (effective instanceof EffectiveContext) {
      token.setScope(effective.getScopeString());
    }
    return super.transformAccessToken(session, token, userSession, effective);
  }

  private void mergeExistingGrant(KeycloakSession session, ClientSessionContext context) {
    Optional<String> existing = ExistingGrant.sentWith(session, context);
    if (existing.isPresent() && !EffectiveContexts.isDecided(context)) {
      try {
        EffectiveContexts.merge(
            context, new ExistingGrant(session, this, context).scopes(existing.get()));
      } catch (OAuthErrorException e) {
        event.detail(Details.REASON, e.getDescription());
        event.error(Errors.INVALID_TOKEN);
        throw new CorsErrorResponseException(
            Cors.builder(),
            OAuthErrorException.INVALID_GRANT,
            e.getDescription(),
            Response.Status.BAD_REQUEST);
      }
    }
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
    grant.nameIn(made);
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
    UngrantedScopes.issuedTo(context, client);
    ClientSessionContext effective = EffectiveContexts.of(session, context);
    if (effective instanceof EffectiveContext scoped
        && client.isConsentRequired()
        && UngrantedScopes.isOwn(context, client)) {
      complete(new StoredConsent(session, userSession.getUser(), client), scoped, context);
    }
    grant.ofCode(
        context, Stream.concat(context.getClientScopesStream(), effective.getClientScopesStream()));
    return super.responseBuilder(realm, client, event, session, userSession, effective);
  }

  private static void complete(
      StoredConsent consent, EffectiveContext scoped, ClientSessionContext context) {
    if (!consent.complete(scoped.added(), context.getClientScopesStream())) {
      throw IssuedGrant.busy();
    }
  }
}
