package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Locks a row for a user and an app until the request's transaction ends, or its connection. There
 * is a fixed number of rows, so that none has to be made or removed for a user; now and then two
 * users share one, and the second waits for the first.
 */
public final class JpaConsentLock {

  private static final int SLOTS = 4096;

  /** As Hibernate writes {@code FOR UPDATE SKIP LOCKED}; a timeout would void the transaction. */
  private static final String TIMEOUT = "jakarta.persistence.lock.timeout";

  private static final int SKIP_LOCKED = -2;

  private final KeycloakSession session;
  private final int slot;

  public JpaConsentLock(KeycloakSession session, Parties parties) {
    this.session = session;
    this.slot = Math.floorMod(Objects.hash(parties.userId(), parties.clientId()), SLOTS);
  }

  /** False, at once, where another transaction holds it. */
  public boolean tryLock() {
    return !em(session)
        .createQuery("select e from ConsentLockEntity e where e.slot = :slot")
        .setParameter("slot", slot)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .setHint(TIMEOUT, SKIP_LOCKED)
        .getResultList()
        .isEmpty();
  }

  /** Makes the row where nobody has needed it before; by itself, as a failure voids all else. */
  public void prepare() {
    try {
      KeycloakModelUtils.runJobInTransaction(
          session.getKeycloakSessionFactory(),
          other -> {
            EntityManager em = em(other);
            if (em.find(ConsentLockEntity.class, slot) == null) {
              em.persist(new ConsentLockEntity(slot));
              em.flush();
            }
          });
    } catch (ModelDuplicateException madeMeanwhile) {
      // there it is
    }
  }

  private static EntityManager em(KeycloakSession session) {
    return session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }
}
