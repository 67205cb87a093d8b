package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.UserConsentEntity;
import org.keycloak.storage.jpa.entity.FederatedUserConsentEntity;

/** What a transaction has read of Keycloak's consent of a user to an app. */
public final class ReadConsent {

  private static final String BETWEEN = " e where e.%s = :user and e.clientId = :client";

  private ReadConsent() {}

  /**
   * Forgets it, so that Keycloak writes into the rows that are there now. To be called before
   * anything is written.
   */
  public static void forget(KeycloakSession session, Parties parties) {
    EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    em.createQuery(
            "select e from UserConsentEntity" + BETWEEN.formatted("user.id"),
            UserConsentEntity.class)
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .getResultStream()
        .forEach(
            consent -> {
              consent.getGrantedClientScopes().forEach(em::detach);
              em.detach(consent);
            });
    em.createQuery(
            "select e from FederatedUserConsentEntity" + BETWEEN.formatted("userId"),
            FederatedUserConsentEntity.class)
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .getResultStream()
        .forEach(
            consent -> {
              consent.getGrantedClientScopes().forEach(em::detach);
              em.detach(consent);
            });
  }
}
