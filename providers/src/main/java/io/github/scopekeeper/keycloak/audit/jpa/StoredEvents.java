package io.github.scopekeeper.keycloak.audit.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.util.Collection;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;

/** The table of Keycloak's events; its SPI cannot look for an event by its id. */
public final class StoredEvents {

  private static final Logger LOG = Logger.getLogger(StoredEvents.class);

  /**
   * Keycloak 26.7 on PostgreSQL does not wait for the disk where a transaction writes nothing but
   * events; whoever tells us of one throws its own copy away.
   */
  private static final String WAIT_FOR_DISK = "kc.sync_commit_required";

  private final EntityManager database;

  public StoredEvents(KeycloakSession session) {
    this.database = session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  /** Those of the ids that are kept. */
  public Set<String> among(Collection<String> ids) {
    return Set.copyOf(
        database
            .createQuery("select e.id from EventEntity e where e.id in (:ids)", String.class)
            .setParameter("ids", ids)
            .getResultList());
  }

  /** Now and not at the end of the request, when the answer is out. */
  public boolean write() {
    try {
      database.setProperty(WAIT_FOR_DISK, true);
      database.flush();
      return true;
    } catch (PersistenceException | ModelException e) {
      LOG.debug("Audit records were not stored", e);
      return false;
    }
  }
}
