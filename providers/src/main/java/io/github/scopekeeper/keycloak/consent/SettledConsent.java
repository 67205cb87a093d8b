package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Compares what a login is about to issue tokens for with what its user has granted by then: it may
 * have waited for other answers, and consent can be revoked elsewhere meanwhile.
 */
final class SettledConsent {

  private final KeycloakSession session;
  private final AuthenticationSessionModel login;
  private final StoredConsent stored;

  SettledConsent(KeycloakSession session, AuthenticationSessionModel login) {
    this.session = session;
    this.login = login;
    this.stored = new StoredConsent(session, login);
  }

  boolean stands() {
    Set<String> issued = issued();
    boolean client = !login.getClient().isDisplayOnConsentScreen() || stored.allowsClient();
    return client
        && ids(stored.granted()).containsAll(issued)
        && (!isOnKeycloaksPage() || committed().containsAll(issued));
  }

  private Set<String> issued() {
    ClientModel client = login.getClient();
    AssignedScopes assigned = AssignedScopes.of(client, stored.user());
    String scope = login.getClientNote(OAuth2Constants.SCOPE);
    List<ClientScopeModel> scopes =
        TokenManager.getRequestedClientScopes(session, scope, client, stored.user())
            .filter(model -> !(model instanceof ClientModel))
            .filter(model -> AssignedScopes.isAskable(model) && assigned.isPermitted(model))
            .toList();
    return ids(scopes);
  }

  /**
   * Keycloak's own consent page stores whatever the login asks for, whether it has shown it or not.
   */
  private boolean isOnKeycloaksPage() {
    return AuthenticatedClientSessionModel.Action.OAUTH_GRANT
        .name()
        .equals(login.getAuthNote(AuthenticationProcessor.CURRENT_AUTHENTICATION_EXECUTION));
  }

  /** As other requests see it, and not with what this one has just made Keycloak store. */
  private Set<String> committed() {
    UserModel user = stored.user();
    if (LightweightUserAdapter.isLightweightUser(user)) {
      return ids(stored.granted());
    }
    return KeycloakModelUtils.runJobInTransactionWithResult(
        session.getKeycloakSessionFactory(),
        other -> {
          RealmModel realm = other.realms().getRealm(login.getRealm().getId());
          other.getContext().setRealm(realm);
          UserConsentModel consent =
              other.users().getConsentByClient(realm, user.getId(), login.getClient().getId());
          return consent == null ? Set.<String>of() : ids(consent.getGrantedClientScopes());
        });
  }

  private static Set<String> ids(Collection<ClientScopeModel> scopes) {
    return scopes.stream().map(ClientScopeModel::getId).collect(Collectors.toSet());
  }
}
