package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.keycloak.consent.jpa.ReadConsent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
import org.keycloak.storage.StorageId;

/** Keycloak's own record of what a user allows an app. */
final class KeycloakConsent {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private final ClientModel client;
  private final Parties parties;

  /** What is stored, once it has been read under the lock. */
  private Optional<UserConsentModel> fresh;

  KeycloakConsent(KeycloakSession session, UserModel user, ClientModel client) {
    this.session = session;
    this.realm = client.getRealm();
    this.user = user;
    this.client = client;
    this.parties = new Parties(realm.getId(), user.getId(), client.getId());
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
    return ids().contains(scope.getId());
  }

  /** Of all that it names. */
  Set<String> ids() {
    return ids(all());
  }

  Optional<Instant> since() {
    return Optional.ofNullable(consent())
        .map(UserConsentModel::getCreatedDate)
        .map(Instant::ofEpochMilli);
  }

  /**
   * Adds scopes, and removes others by id; makes a consent where there is none. Under {@link
   * ConsentLock} only.
   */
  void merge(Collection<ClientScopeModel> granted, Set<String> revoked) {
    UserConsentModel consent = consent();
    if (consent == null && !granted.isEmpty()) {
      consent = new UserConsentModel(client);
      UserConsentManager.addConsent(session, realm, user, consent);
      update(consent, granted, revoked);
    } else if (consent != null && wouldChange(consent, granted, revoked)) {
      update(consent, granted, revoked);
    }
  }

  private void update(
      UserConsentModel consent, Collection<ClientScopeModel> granted, Set<String> revoked) {
    boolean endsOffline = isOffline(consent, revoked);
    consent.getGrantedClientScopes().removeIf(scope -> revoked.contains(scope.getId()));
    granted.forEach(consent::addGrantedClientScope);
    UserConsentManager.updateConsent(session, realm, user, consent);
    session.setAttribute(written(), true);
    fresh = null;
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

  private static boolean wouldChange(
      UserConsentModel consent, Collection<ClientScopeModel> granted, Set<String> revoked) {
    Set<String> now = ids(consent.getGrantedClientScopes());
    return revoked.stream().anyMatch(now::contains) || !now.containsAll(ids(granted));
  }

  private static Set<String> ids(Collection<ClientScopeModel> scopes) {
    return scopes.stream().map(ClientScopeModel::getId).collect(Collectors.toSet());
  }

  /** As Keycloak's account console does it: offline tokens and sessions of the app go too. */
  boolean revoke() {
    boolean revoked = UserConsentManager.revokeConsentToClient(session, client, user);
    session.setAttribute(written(), true);
    fresh = null;
    return revoked;
  }

  /**
   * Who holds the lock sees what is stored now: Keycloak writes a consent as it was read, and would
   * undo what somebody else has stored since.
   */
  private UserConsentModel consent() {
    if (!seesEverything() && ConsentLock.isHeld(session, parties)) {
      if (fresh == null) {
        fresh = ReadConsent.fresh(session, parties).map(this::model);
        correctCache(fresh.orElse(null));
      }
      return fresh.orElse(null);
    }
    return known();
  }

  private UserConsentModel known() {
    return UserConsentManager.getConsentByClient(session, realm, user, client.getId());
  }

  /**
   * Keycloak's cache learns of a change after the lock is free, on another node later still; and
   * Keycloak looks at the consent again in this request. What it writes itself it reads past its
   * cache.
   */
  private void correctCache(UserConsentModel stored) {
    UserConsentModel cached = known();
    boolean same =
        cached == null || stored == null
            ? cached == stored
            : ids(cached.getGrantedClientScopes()).equals(ids(stored.getGrantedClientScopes()));
    if (!same && stored == null) {
      UserConsentManager.revokeConsentForClient(session, realm, user, client.getId());
    } else if (!same) {
      UserConsentManager.updateConsent(session, realm, user, stored);
    }
  }

  /** Once this transaction has written the consent, Keycloak reads it past its cache. */
  private boolean seesEverything() {
    return session.getAttribute(written()) != null
        || LightweightUserAdapter.isLightweightUser(user)
        || !StorageId.isLocalStorage(client.getId());
  }

  private String written() {
    return KeycloakConsent.class.getName() + user.getId() + client.getId();
  }

  private UserConsentModel model(ReadConsent stored) {
    UserConsentModel consent = new UserConsentModel(client);
    consent.setCreatedDate(stored.createdAt());
    stored
        .scopes()
        .forEach(
            (id, parameters) -> {
              ClientScopeModel scope = KeycloakModelUtils.findClientScopeById(realm, client, id);
              if (scope != null) {
                ConsentParameters.add(consent, scope, parameters);
              }
            });
    return consent;
  }
}
