package io.github.scopekeeper.keycloak.consent.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.ClientScopeModel.ClientScopeRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Denials go with the user, client, client scope or realm that they are about. By id and never by
 * name: other realms have scopes of the same name.
 */
final class DenialCleanup implements ProviderEventListener {

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof UserRemovedEvent e) {
      delete(
          e.getKeycloakSession(),
          DenialEntity.DELETE_BY_USER,
          e.getRealm().getId(),
          e.getUser().getId());
    } else if (event instanceof ClientRemovedEvent e) {
      delete(
          e.getKeycloakSession(),
          DenialEntity.DELETE_BY_CLIENT,
          e.getClient().getRealm().getId(),
          e.getClient().getId());
    } else if (event instanceof ClientScopeRemovedEvent e) {
      delete(
          e.getKeycloakSession(),
          DenialEntity.DELETE_BY_SCOPE,
          e.getClientScope().getRealm().getId(),
          e.getClientScope().getId());
    } else if (event instanceof RealmRemovedEvent e) {
      delete(e.getKeycloakSession(), DenialEntity.DELETE_BY_REALM, e.getRealm().getId(), null);
    }
  }

  private static void delete(KeycloakSession session, String query, String realmId, String id) {
    EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    Query delete = em.createNamedQuery(query).setParameter("realm", realmId);
    if (id != null) {
      delete.setParameter("id", id);
    }
    delete.executeUpdate();
  }
}
