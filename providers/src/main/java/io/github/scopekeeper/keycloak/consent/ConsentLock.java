package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.keycloak.consent.jpa.JpaConsentLock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.keycloak.models.KeycloakSession;

/**
 * Lets one request at a time write the consent of a user to an app, on all nodes. The database
 * holds the lock for the transaction that writes: it ends with it, and with a node that dies.
 */
final class ConsentLock {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** Each waits with a thread and a connection of the server. */
  private static final int MOST_WAITING = 2;

  private static final ConcurrentMap<Parties, Integer> WAITING = new ConcurrentHashMap<>();

  private ConsentLock() {}

  /**
   * False when another request is still not done after some seconds, or enough wait for it. True at
   * once where this request has it already.
   */
  static boolean acquire(KeycloakSession session, Parties parties) {
    if (isHeld(session, parties)) {
      return true;
    }
    JpaConsentLock lock = new JpaConsentLock(session, parties);
    boolean acquired = lock.tryLock() || acquireLater(lock, parties);
    if (acquired) {
      session.setAttribute(key(parties), true);
    }
    return acquired;
  }

  static boolean isHeld(KeycloakSession session, Parties parties) {
    return session.getAttribute(key(parties)) != null;
  }

  private static String key(Parties parties) {
    return ConsentLock.class.getName() + parties.userId() + ":" + parties.clientId();
  }

  private static boolean acquireLater(JpaConsentLock lock, Parties parties) {
    int waiting = WAITING.merge(parties, 1, Integer::sum);
    try {
      return waiting <= MOST_WAITING && await(lock);
    } finally {
      WAITING.computeIfPresent(parties, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private static boolean await(JpaConsentLock lock) {
    lock.prepare();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      do {
        if (lock.tryLock()) {
          return true;
        }
        Thread.sleep(PAUSE.toMillis());
      } while (System.nanoTime() < end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
