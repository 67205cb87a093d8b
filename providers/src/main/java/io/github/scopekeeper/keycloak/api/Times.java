package io.github.scopekeeper.keycloak.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** ISO 8601, in UTC and whole seconds. */
final class Times {

  private Times() {}

  static String at(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Rounded up: who comes back at that time does not come too early. */
  static String notBefore(Instant time) {
    return at(time.plusSeconds(1).minusNanos(1));
  }
}
