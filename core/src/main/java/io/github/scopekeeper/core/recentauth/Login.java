package io.github.scopekeeper.core.recentauth;

import java.time.Instant;

/** What is known of the moment in which the user of a session proved who they are. */
public sealed interface Login {

  /** The user logged in at this time. */
  record At(Instant time) implements Login {}

  /** There is a user, but nothing says when they logged in: never recent enough. */
  record Unknown() implements Login {}

  /** A machine acts for itself: there is nobody who could log in. */
  record Nobody() implements Login {}
}
