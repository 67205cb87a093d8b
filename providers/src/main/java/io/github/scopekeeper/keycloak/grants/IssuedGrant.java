package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.core.grant.GrantAction;
import io.github.scopekeeper.core.grant.Grants;
import io.github.scopekeeper.core.grant.Grants.Grant;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.consent.jpa.JpaGrants;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.AccessTokenResponse;
import org.keycloak.representations.RefreshToken;
import org.keycloak.services.CorsErrorResponseException;
import org.keycloak.services.cors.Cors;

/** The grant that the tokens of a token request belong to. */
public final class IssuedGrant {

  /** In the token response, and in the refresh token as a claim. */
  private static final String GRANT_ID = "grant_id";

  private static final int ID_LENGTH = 32;

  private final KeycloakSession session;
  private final Grants grants;
  private String id;

  public IssuedGrant(KeycloakSession session) {
    this.session = session;
    this.grants = new JpaGrants(session);
  }

  private boolean isGrantType(String type) {
    return type.equals(sent(OAuth2Constants.GRANT_TYPE));
  }

  private String sent(String parameter) {
    return session.getContext().getHttpRequest().getDecodedFormParameters().getFirst(parameter);
  }

  /**
   * For a code: does what its authorization request wanted, with the scopes of the tokens.
   *
   * @param scopes everything that the user has granted with this code
   */
  public void ofCode(ClientSessionContext context, Stream<ClientScopeModel> scopes) {
    ClientModel client = context.getClientSession().getClient();
    if (!isGrantType(OAuth2Constants.AUTHORIZATION_CODE) || !RequestedGrant.isFor(client)) {
      return;
    }
    String nonce = context.getAttribute(OIDCLoginProtocol.NONCE_PARAM, String.class);
    Optional<GrantAction> action =
        new GrantNote(session, context.getClientSession())
            .take(nonce, sent(OAuth2Constants.CODE_VERIFIER));
    action.ifPresent(wanted -> id = perform(wanted, context, ids(context, scopes)).id());
  }

  private StoredConsent locked(ClientModel client, UserModel user) {
    StoredConsent consent = new StoredConsent(session, user, client);
    if (!consent.lock()) {
      throw busy();
    }
    return consent;
  }

  /** Another request writes the consent that this one would write. */
  public static CorsErrorResponseException busy() {
    return new CorsErrorResponseException(
        Cors.builder(),
        OAuthErrorException.TEMPORARILY_UNAVAILABLE,
        "Another request is changing what this user allows the client: try again",
        Response.Status.SERVICE_UNAVAILABLE);
  }

  private static Set<String> ids(ClientSessionContext context, Stream<ClientScopeModel> scopes) {
    Set<String> defaults =
        context.getClientSession().getClient().getClientScopes(true).values().stream()
            .map(ClientScopeModel::getId)
            .collect(Collectors.toSet());
    return scopes
        .filter(scope -> !(scope instanceof ClientModel) && AssignedScopes.isAskable(scope))
        .map(ClientScopeModel::getId)
        .filter(scopeId -> !defaults.contains(scopeId))
        .collect(Collectors.toSet());
  }

  private Grant perform(GrantAction action, ClientSessionContext context, Set<String> scopeIds) {
    ClientModel client = context.getClientSession().getClient();
    UserModel user = context.getClientSession().getUserSession().getUser();
    StoredConsent consent = locked(client, user);
    Parties parties = new Parties(client.getRealm().getId(), user.getId(), client.getId());
    Optional<Grant> changed =
        action
            .changed()
            .flatMap(grantId -> grants.find(parties.realmId(), grantId))
            .filter(grant -> grant.parties().equals(parties));
    Set<String> all = new HashSet<>(scopeIds);
    if (action instanceof GrantAction.Merge) {
      changed.map(Grant::scopeIds).ifPresent(all::addAll);
    }
    Grant grant = new Grant(changed.map(Grant::id).orElseGet(IssuedGrant::newId), parties, all);
    grants.save(grant, ServerClock.INSTANCE.instant());
    grants.limit(parties, ConsentTerms.mostGrants(client.getRealm()));
    changed.ifPresent(before -> OrphanedScopes.withdraw(grants, consent, before));
    return grant;
  }

  private static String newId() {
    return SecretGenerator.getInstance().randomString(ID_LENGTH);
  }

  /**
   * For a refresh token: takes out of it what its grant does not hold any more.
   *
   * @throws OAuthErrorException {@code invalid_grant} where the grant has been revoked
   */
  public void ofRefresh(RefreshToken token, ClientModel client) throws OAuthErrorException {
    if (!(token.getOtherClaims().get(GRANT_ID) instanceof String grantId)) {
      return;
    }
    Grant grant =
        grants
            .find(client.getRealm().getId(), grantId)
            .filter(g -> g.parties().clientId().equals(client.getId()))
            .orElseThrow(
                () ->
                    new OAuthErrorException(
                        OAuthErrorException.INVALID_GRANT, "The grant has been revoked"));
    grants.used(grant, ServerClock.INSTANCE.instant());
    token.setScope(GrantedPart.of(token.getScope(), client, grant));
    if (isGrantType(OAuth2Constants.REFRESH_TOKEN)) {
      id = grant.id();
    }
  }

  /** Tells the app the grant's id, and lets the refresh token remember it. */
  public void nameIn(AccessTokenResponse response) {
    if (id == null) {
      return;
    }
    response.setOtherClaims(GRANT_ID, id);
    if (response.getRefreshToken() != null) {
      RefreshToken token = session.tokens().decode(response.getRefreshToken(), RefreshToken.class);
      token.setOtherClaims(GRANT_ID, id);
      response.setRefreshToken(session.tokens().encode(token));
    }
  }
}
