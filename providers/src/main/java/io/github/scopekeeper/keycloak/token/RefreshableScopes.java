package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.RefreshToken;
import org.keycloak.util.TokenUtil;

/**
 * Takes out of a refresh token what its user has taken back, so that the app goes on with the rest:
 * Keycloak would refuse the whole of it. Where the whole consent is gone, or no rest, it still
 * does.
 */
final class RefreshableScopes {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final ClientModel client;

  RefreshableScopes(KeycloakSession session, ClientModel client) {
    this.session = session;
    this.realm = client.getRealm();
    this.client = client;
  }

  /**
   * @throws OAuthErrorException {@code invalid_grant} for an offline token whose user has taken
   *     back that it is one
   */
  void narrow(RefreshToken token) throws OAuthErrorException {
    UserModel user = client.isConsentRequired() ? userOf(token) : null;
    if (user == null || token.getScope() == null || !ConsentTerms.inForce(realm)) {
      return;
    }
    StoredConsent consent = new StoredConsent(session, user, client);
    if (consent.exists()) {
      Predicate<ScopeName> granted = consent.grants();
      AssignedScopes assigned = AssignedScopes.of(client, user);
      List<String> kept =
          Arrays.stream(token.getScope().split(" "))
              .filter(name -> !isTakenBack(name, granted, assigned))
              .toList();
      refuseOffline(token, kept);
      if (kept.stream().anyMatch(name -> isWorthAToken(name, assigned))) {
        token.setScope(String.join(" ", kept));
      }
    }
  }

  private static void refuseOffline(RefreshToken token, List<String> kept)
      throws OAuthErrorException {
    boolean named = List.of(token.getScope().split(" ")).contains(OAuth2Constants.OFFLINE_ACCESS);
    if (TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType())
        && named
        && !kept.contains(OAuth2Constants.OFFLINE_ACCESS)) {
      throw new OAuthErrorException(
          OAuthErrorException.INVALID_GRANT, "Offline access has been revoked by the user");
    }
  }

  /** Of nothing but scopes that no token names there is no rest to go on with. */
  private static boolean isWorthAToken(String name, AssignedScopes assigned) {
    return OAuth2Constants.SCOPE_OPENID.equals(name)
        || assigned.behind(name).filter(ClientScopeModel::isIncludeInTokenScope).isPresent();
  }

  private static boolean isTakenBack(
      String name, Predicate<ScopeName> granted, AssignedScopes assigned) {
    return assigned
        .behind(name)
        .filter(scope -> !assigned.isDefault(scope.getName()))
        .filter(scope -> AssignedScopes.isAskable(scope) && assigned.isPermitted(scope))
        .flatMap(scope -> ScopeName.parse(scope.getName()))
        .filter(granted.negate())
        .isPresent();
  }

  private UserModel userOf(RefreshToken token) {
    UserSessionModel owner =
        TokenUtil.TOKEN_TYPE_OFFLINE.equals(token.getType())
            ? session.sessions().getOfflineUserSession(realm, token.getSessionId())
            : session.sessions().getUserSession(realm, token.getSessionId());
    return owner == null ? null : owner.getUser();
  }
}
