package io.github.scopekeeper.keycloak.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.UserConsentManager;

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

  Collection<ClientScopeModel> granted() {
    UserConsentModel consent = consent();
    return consent == null ? List.of() : consent.getGrantedClientScopes();
  }

  Optional<Instant> since() {
    return Optional.ofNullable(consent())
        .map(UserConsentModel::getCreatedDate)
        .map(Instant::ofEpochMilli);
  }

  /** Adds scopes, and removes others by id; makes a consent where there is none. */
  void merge(Collection<ClientScopeModel> granted, Set<String> revoked) {
    UserConsentModel consent = consent();
    if (consent == null) {
      if (granted.isEmpty()) {
        return;
      }
      consent = new UserConsentModel(client);
      UserConsentManager.addConsent(session, realm, user, consent);
    }
    boolean changed = consent.getGrantedClientScopes().removeIf(s -> revoked.contains(s.getId()));
    for (ClientScopeModel scope : granted) {
      if (!consent.isClientScopeGranted(scope)) {
        consent.addGrantedClientScope(scope);
        changed = true;
      }
    }
    if (changed) {
      UserConsentManager.updateConsent(session, realm, user, consent);
    }
  }

  /** As Keycloak's account console does it: offline tokens and sessions of the app go too. */
  boolean revoke() {
    return UserConsentManager.revokeConsentToClient(session, client, user);
  }

  private UserConsentModel consent() {
    return UserConsentManager.getConsentByClient(session, realm, user, client.getId());
  }
}
