package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.keycloak.consent.jpa.ReadConsent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.UserConsentManager;
import org.keycloak.services.managers.UserSessionManager;

/** Keycloak's own record of what a user allows an app. */
final class KeycloakConsent {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private final ClientModel client;

  KeycloakConsent(KeycloakSession session, UserModel user, ClientModel client) {
    this.session = session;
    this.realm = client.getRealm();
    this.user = user;
    this.client = client;
  }

  boolean exists() {
    return consent() != null;
  }

  /** Without the client itself, whose name could be that of a scope. */
  Collection<ClientScopeModel> granted() {
    return all().stream().filter(scope -> !(scope instanceof ClientModel)).toList();
  }

  private Collection<ClientScopeModel> all() {
    UserConsentModel consent = consent();
    return consent == null ? List.of() : consent.getGrantedClientScopes();
  }

  /** Whether it names the scope, or the client itself. */
  boolean names(ClientScopeModel scope) {
    return ids(all()).contains(scope.getId());
  }

  Optional<Instant> since() {
    return Optional.ofNullable(consent())
        .map(UserConsentModel::getCreatedDate)
        .map(Instant::ofEpochMilli);
  }

  /** Adds scopes, and removes others by id; makes a consent where there is none. */
  void merge(Collection<ClientScopeModel> granted, Set<String> revoked) {
    if (!wouldChange(granted, revoked)) {
      return;
    }
    UserConsentModel consent = caughtUp(consent());
    if (consent == null) {
      if (granted.isEmpty()) {
        return;
      }
      consent = new UserConsentModel(client);
      UserConsentManager.addConsent(session, realm, user, consent);
    }
    share();
    boolean endsOffline = isOffline(consent, revoked);
    consent.getGrantedClientScopes().removeIf(scope -> revoked.contains(scope.getId()));
    granted.forEach(consent::addGrantedClientScope);
    UserConsentManager.updateConsent(session, realm, user, consent);
    if (endsOffline) {
      new UserSessionManager(session).revokeOfflineToken(user, client);
    }
  }

  /** Offline tokens do not outlive the consent to being offline. */
  private static boolean isOffline(UserConsentModel consent, Set<String> revoked) {
    return consent.getGrantedClientScopes().stream()
        .filter(scope -> revoked.contains(scope.getId()))
        .anyMatch(scope -> OAuth2Constants.OFFLINE_ACCESS.equals(scope.getName()));
  }

  /**
   * Keycloak writes this consent in this transaction too, so that no other transaction sees what
   * counts. To be called under {@link ConsentLock}.
   */
  void share() {
    session.setAttribute(own(), true);
  }

  /** Whether this transaction has written the consent already, and nobody else can have since. */
  private boolean isOwn() {
    return session.getAttribute(own()) != null;
  }

  private String own() {
    return KeycloakConsent.class.getName() + user.getId() + client.getId();
  }

  private boolean wouldChange(Collection<ClientScopeModel> granted, Set<String> revoked) {
    Set<String> now = ids(all());
    return revoked.stream().anyMatch(now::contains) || !now.containsAll(ids(granted));
  }

  /**
   * Keycloak writes a consent as it was read; what somebody else has stored since would be undone.
   * So nobody else may store anything until this transaction has ended, and what they have stored
   * before counts.
   *
   * @return null where there is no consent, or none any more
   */
  private UserConsentModel caughtUp(UserConsentModel consent) {
    if (consent == null || isOwn() || LightweightUserAdapter.isLightweightUser(user)) {
      return consent;
    }
    Parties parties = new Parties(realm.getId(), user.getId(), client.getId());
    if (!ConsentLock.acquire(session, parties)) {
      throw new IllegalStateException("Another answer of this user is being stored.");
    }
    ReadConsent.forget(session, parties);
    return stored(parties).map(this::model).orElse(null);
  }

  private UserConsentModel model(Map<String, List<String>> scopes) {
    UserConsentModel consent = new UserConsentModel(client);
    scopes.forEach(
        (id, parameters) -> {
          ClientScopeModel scope = KeycloakModelUtils.findClientScopeById(realm, client, id);
          if (scope != null) {
            ConsentParameters.add(consent, scope, parameters);
          }
        });
    return consent;
  }

  /** As another transaction sees it; empty where there is no consent. */
  private Optional<Map<String, List<String>>> stored(Parties parties) {
    return KeycloakModelUtils.runJobInTransactionWithResult(
        session.getKeycloakSessionFactory(),
        other -> {
          RealmModel same = other.realms().getRealm(parties.realmId());
          other.getContext().setRealm(same);
          return Optional.ofNullable(
                  other.users().getConsentByClient(same, parties.userId(), parties.clientId()))
              .map(ConsentParameters::of);
        });
  }

  private static Set<String> ids(Collection<ClientScopeModel> scopes) {
    return scopes.stream().map(ClientScopeModel::getId).collect(Collectors.toSet());
  }

  /** As Keycloak's account console does it: offline tokens and sessions of the app go too. */
  boolean revoke() {
    return UserConsentManager.revokeConsentToClient(session, client, user);
  }

  private UserConsentModel consent() {
    return UserConsentManager.getConsentByClient(session, realm, user, client.getId());
  }
}
