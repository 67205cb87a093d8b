package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import jakarta.ws.rs.HttpMethod;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.TokenVerifier;
import org.keycloak.common.VerificationException;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.representations.AccessToken;
import org.keycloak.representations.RefreshToken;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.util.DPoPUtil;
import org.keycloak.util.TokenUtil;

/**
 * What an app was granted before, proved by a refresh token that comes with the code
 * (draft-ietf-oauth-incremental-authz-04, section 5): for public clients, which anybody can pretend
 * to be.
 */
final class ExistingGrant {

  private static final String PARAMETER = "existing_grant";

  private final KeycloakSession session;
  private final TokenManager tokens;
  private final ClientModel client;
  private final UserModel user;

  ExistingGrant(KeycloakSession session, TokenManager tokens, ClientSessionContext context) {
    this.session = session;
    this.tokens = tokens;
    this.client = context.getClientSession().getClient();
    this.user = context.getClientSession().getUserSession().getUser();
  }

  /** The refresh token that came with a code. */
  static Optional<String> sentWith(KeycloakSession session, ClientSessionContext context) {
    HttpRequest request = session.getContext().getHttpRequest();
    boolean code =
        OAuth2Constants.AUTHORIZATION_CODE.equals(
            context.getAttribute(Constants.GRANT_TYPE, String.class));
    boolean concerned = code && ConsentTerms.inForce(session.getContext().getRealm());
    return concerned && HttpMethod.POST.equals(request.getHttpMethod())
        ? Optional.ofNullable(request.getDecodedFormParameters().getFirst(PARAMETER))
        : Optional.empty();
  }

  /**
   * The optional scopes of that token which the app can still have, {@code offline_access} not
   * among them.
   *
   * @throws OAuthErrorException {@code invalid_grant} where the token is not a live one of the same
   *     client and user
   */
  Set<ClientScopeModel> scopes(String encoded) throws OAuthErrorException {
    RefreshToken token =
        tokens.verifyRefreshToken(
            session,
            client.getRealm(),
            client,
            session.getContext().getHttpRequest(),
            encoded,
            true);
    refuseUnless(isBoundAsThisRequest(token));
    refuseUnless(isLive(token));
    AssignedScopes assigned = AssignedScopes.of(client, user);
    Predicate<ClientScopeModel> allowed = allowed();
    Set<ClientScopeModel> scopes = new LinkedHashSet<>();
    Arrays.stream(Optional.ofNullable(token.getScope()).orElse("").split(" "))
        .filter(name -> !OAuth2Constants.OFFLINE_ACCESS.equals(name))
        .filter(name -> !assigned.isDefault(name))
        .flatMap(name -> assigned.available(name).stream())
        .filter(scope -> ScopeName.parse(scope.getName()).isPresent())
        .filter(allowed)
        .forEach(scopes::add);
    return scopes;
  }

  private Predicate<ClientScopeModel> allowed() {
    if (!client.isConsentRequired()) {
      return scope -> true;
    }
    Set<ScopeName> granted = new StoredConsent(session, user, client).grantedNames();
    return scope ->
        !scope.isDisplayOnConsentScreen() || granted.contains(ScopeName.of(scope.getName()));
  }

  /** Keycloak 26.4 does not look at the key of a refresh token here. */
  private boolean isBoundAsThisRequest(RefreshToken token) {
    AccessToken.Confirmation bound = token.getConfirmation();
    if (bound == null || bound.getKeyThumbprint() == null) {
      return true;
    }
    DPoP proof = session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class);
    return proof != null && bound.getKeyThumbprint().equals(proof.getThumbprint());
  }

  private boolean isLive(RefreshToken token) throws OAuthErrorException {
    RealmModel realm = client.getRealm();
    UserSessionModel owner =
        TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType())
            ? session.sessions().getOfflineUserSession(realm, token.getSessionId())
            : session.sessions().getUserSession(realm, token.getSessionId());
    if (!AuthenticationManager.isSessionValid(realm, owner)
        || !user.getId().equals(owner.getUser().getId())
        || token.isIssuedBeforeSessionStart(owner.getStarted())) {
      return false;
    }
    AuthenticatedClientSessionModel app =
        owner.getAuthenticatedClientSessionByClient(client.getId());
    if (app == null
        || !AuthenticationManager.isClientSessionValid(realm, client, owner, app)
        || token.isIssuedBeforeSessionStart(app.getStarted())) {
      return false;
    }
    if (realm.isRevokeRefreshToken()) {
      tokens.validateTokenReuse(session, realm, token, app, false);
    }
    return isNotRevoked(token);
  }

  private boolean isNotRevoked(RefreshToken token) {
    try {
      TokenVerifier.createWithoutSignature(token)
          .withChecks(
              TokenManager.NotBeforeCheck.forModel(client),
              TokenManager.NotBeforeCheck.forModel(session, client.getRealm(), user))
          .verify();
      return true;
    } catch (VerificationException stale) {
      return false;
    }
  }

  private static void refuseUnless(boolean condition) throws OAuthErrorException {
    if (!condition) {
      throw new OAuthErrorException(
          OAuthErrorException.INVALID_GRANT,
          "existing_grant is not a live refresh token of this client and user");
    }
  }
}
