package io.github.scopekeeper.keycloak.consent.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.ClientScopeModel.ClientScopeRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Answers go with the user, client, client scope or realm that they are about. By id and never by
 * name: other realms have scopes of the same name.
 */
final class AnswerCleanup implements ProviderEventListener {

  private static final List<Class<? extends AnswerEntity>> ALL =
      List.of(DenialEntity.class, ApprovalEntity.class, AppUseEntity.class, GrantEntity.class);

  private static final List<Class<? extends AnswerEntity>> ABOUT_SCOPES =
      List.of(DenialEntity.class, ApprovalEntity.class, GrantEntity.class);

  @Override
  public void onEvent(ProviderEvent event) {
    if (event instanceof UserRemovedEvent e) {
      delete(e.getKeycloakSession(), ALL, e.getRealm().getId(), "userId", e.getUser().getId());
    } else if (event instanceof ClientRemovedEvent e) {
      delete(
          e.getKeycloakSession(),
          ALL,
          e.getClient().getRealm().getId(),
          "clientId",
          e.getClient().getId());
    } else if (event instanceof ClientScopeRemovedEvent e) {
      delete(
          e.getKeycloakSession(),
          ABOUT_SCOPES,
          e.getClientScope().getRealm().getId(),
          "clientScopeId",
          e.getClientScope().getId());
    } else if (event instanceof RealmRemovedEvent e) {
      String realmId = e.getRealm().getId();
      delete(e.getKeycloakSession(), ALL, realmId, "realmId", realmId);
    }
  }

  private static void delete(
      KeycloakSession session,
      List<Class<? extends AnswerEntity>> types,
      String realmId,
      String key,
      String id) {
    EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    for (Class<? extends AnswerEntity> type : types) {
      em.createQuery(
              "delete from %s e where e.realmId = :realm and e.%s = :id"
                  .formatted(type.getSimpleName(), key))
          .setParameter("realm", realmId)
          .setParameter("id", id)
          .executeUpdate();
    }
  }
}
