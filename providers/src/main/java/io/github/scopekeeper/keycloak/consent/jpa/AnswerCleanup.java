package io.github.scopekeeper.keycloak.consent.jpa;

import java.time.Duration;
import java.util.List;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.ClientModel.ClientRemovedEvent;
import org.keycloak.models.ClientScopeModel.ClientScopeRemovedEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel.RealmRemovedEvent;
import org.keycloak.models.UserModel.UserRemovedEvent;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.provider.ProviderEventListener;

/**
 * Answers go with the user, client, client scope or realm that they are about. By id and never by
 * name: other realms have scopes of the same name.
 */
final class AnswerCleanup implements ProviderEventListener {

  static final List<Class<? extends AnswerEntity>> ALL =
      List.of(DenialEntity.class, ApprovalEntity.class, AppUseEntity.class, GrantEntity.class);

  static final List<Class<? extends AnswerEntity>> ABOUT_SCOPES =
      List.of(DenialEntity.class, ApprovalEntity.class, GrantEntity.class);

  private final Duration sweepInterval;

  AnswerCleanup(Duration sweepInterval) {
    this.sweepInterval = sweepInterval;
  }

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
    } else if (event instanceof PostMigrationEvent e) {
      AnswerSweep.schedule(e.getFactory(), sweepInterval);
    } else if (event instanceof RealmRemovedEvent e) {
      String realmId = e.getRealm().getId();
      delete(e.getKeycloakSession(), ALL, realmId, "realmId", realmId);
    }
  }

  /**
   * Once the removal is stored, so that it neither waits for us nor fails because of us, and in
   * transactions that are short: a realm can have millions of rows. What is not done when the
   * server dies meanwhile is left to {@link AnswerSweep}.
   */
  private static void delete(
      KeycloakSession session,
      List<Class<? extends AnswerEntity>> types,
      String realmId,
      String key,
      String id) {
    KeycloakSessionFactory factory = session.getKeycloakSessionFactory();
    session
        .getTransactionManager()
        .enlistAfterCompletion(
            new AbstractKeycloakTransaction() {
              @Override
              protected void commitImpl() {
                types.forEach(type -> deleteAll(factory, type, realmId, key, id));
              }

              @Override
              protected void rollbackImpl() {
                // nothing was removed
              }
            });
  }

  private static void deleteAll(
      KeycloakSessionFactory factory,
      Class<? extends AnswerEntity> type,
      String realmId,
      String key,
      String id) {
    String jpql =
        "select e.id from %s e where e.realmId = :realm and e.%s = :value and e.id > :last order by e.id"
            .formatted(type.getSimpleName(), key);
    String last = "";
    while (last != null) {
      String from = last;
      last =
          KeycloakModelUtils.runJobInTransactionWithResult(
              factory,
              session -> {
                RowBatch<String> batch = new RowBatch<>(session, type);
                batch.read(
                    em ->
                        em.createQuery(jpql, String.class)
                            .setParameter("realm", realmId)
                            .setParameter("value", id)
                            .setParameter("last", from));
                batch.delete(batch.rows());
                return batch.rows().isEmpty() ? null : batch.rows().get(batch.rows().size() - 1);
              });
    }
  }
}
