package io.github.scopekeeper.core.recentauth;

import java.time.Duration;

/** Whether a login is recent enough. */
public sealed interface AuthAgeDecision {

  /** It is, or nothing asks for it. */
  record Fresh() implements AuthAgeDecision {}

  /**
   * The user has to log in again.
   *
   * @param maxAge how old the login may be
   */
  record Stale(Duration maxAge) implements AuthAgeDecision {}

  /** Nobody is there to log in. */
  record Impossible() implements AuthAgeDecision {}
}
