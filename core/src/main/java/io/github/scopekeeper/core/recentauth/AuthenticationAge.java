package io.github.scopekeeper.core.recentauth;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** How old a login is, in whole seconds, as {@code auth_time} and {@code max_age} are. */
public final class AuthenticationAge {

  private AuthenticationAge() {}

  /** A login whose time is not known is within no age. */
  public static boolean isWithin(Login login, Duration maxAge, Clock clock) {
    return login instanceof Login.At at && isWithin(at, maxAge, clock);
  }

  private static boolean isWithin(Login.At login, Duration maxAge, Clock clock) {
    long age =
        login
            .time()
            .truncatedTo(ChronoUnit.SECONDS)
            .until(clock.instant().truncatedTo(ChronoUnit.SECONDS), ChronoUnit.SECONDS);
    return age <= maxAge.toSeconds();
  }
}
