package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Parties;
import java.time.Duration;
import org.keycloak.common.util.Retry;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Lets one answer of a user to an app through at a time, on all nodes, until its transaction has
 * ended: two submits of one form would break Keycloak's unique key of consents.
 */
final class ConsentLock {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int EXPIRES_SECONDS = 60;

  private ConsentLock() {}

  /**
   * False when another answer is still not stored after some seconds, or its node has died. True at
   * once where this request has it already.
   */
  static boolean acquire(KeycloakSession session, Parties parties) {
    String key = "scopekeeper.consent:" + parties.userId() + ":" + parties.clientId();
    if (session.getAttribute(key) != null) {
      return true;
    }
    try {
      Retry.executeWithBackoff(
          iteration -> {
            if (!session.singleUseObjects().putIfAbsent(key, EXPIRES_SECONDS)) {
              throw new IllegalStateException("Another answer of this user is being stored.");
            }
          },
          PATIENCE,
          20);
    } catch (IllegalStateException stillTaken) {
      return false;
    }
    // The store of users first, so that what it has to tell the other nodes is told before the end.
    session.users();
    session.setAttribute(key, true);
    session.getTransactionManager().enlistAfterCompletion(new Release(session, key));
    return true;
  }

  private static final class Release extends AbstractKeycloakTransaction {

    private final KeycloakSessionFactory factory;
    private final String key;

    Release(KeycloakSession session, String key) {
      this.factory = session.getKeycloakSessionFactory();
      this.key = key;
    }

    @Override
    protected void commitImpl() {
      KeycloakModelUtils.runJobInTransaction(factory, s -> s.singleUseObjects().remove(key));
    }

    @Override
    protected void rollbackImpl() {
      commitImpl();
    }
  }
}
