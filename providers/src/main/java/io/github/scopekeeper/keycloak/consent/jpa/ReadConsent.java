package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.jpa.entities.UserConsentEntity;
import org.keycloak.storage.jpa.entity.FederatedUserConsentEntity;

/** What a transaction has read of Keycloak's consent of a user to an app. */
public final class ReadConsent {

  private ReadConsent() {}

  /**
   * Forgets it, so that Keycloak writes into the rows that are there now. To be called before
   * anything is written.
   */
  public static void forget(KeycloakSession session, Parties parties) {
    EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
    read(em, UserConsentEntity.class, "user.id", parties)
        .forEach(consent -> detach(em, consent, consent.getGrantedClientScopes()));
    read(em, FederatedUserConsentEntity.class, "userId", parties)
        .forEach(consent -> detach(em, consent, consent.getGrantedClientScopes()));
  }

  private static <T> List<T> read(EntityManager em, Class<T> type, String user, Parties parties) {
    return em.createQuery(
            "select e from %s e where e.%s = :user and e.clientId = :client"
                .formatted(type.getSimpleName(), user),
            type)
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .getResultList();
  }

  private static void detach(EntityManager em, Object consent, Collection<?> scopes) {
    scopes.forEach(em::detach);
    em.detach(consent);
  }
}
