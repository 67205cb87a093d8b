package io.github.scopekeeper.it.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;

/**
 * Lets a login grow old. Keycloak's clock cannot be moved, so tests use ages of a second or two.
 */
public final class Logins {
  private Logins() {}

  /** Returns when the login that these tokens tell of is older than that. */
  public static void awaitOlderThan(Duration age, Tokens tokens) {
    awaitOlderThan(age, tokens.authTime());
  }

  public static void awaitOlderThan(Duration age, Instant login) {
    Instant old = login.plus(age).plusSeconds(1);
    await("a login older than " + age)
        .pollInterval(Duration.ofMillis(50))
        .atMost(age.plusSeconds(10))
        .until(() -> Instant.now().isAfter(old));
  }
}
