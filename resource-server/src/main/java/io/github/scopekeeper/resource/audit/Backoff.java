package io.github.scopekeeper.resource.audit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait after a failure: twice as long each time, and never the same for two processes.
 */
record Backoff(Duration first, Duration longest) {
  /** A sink that asks for more than this is asked again all the same. */
  static final Duration MOST_A_SINK_MAY_ASK = Duration.ofMinutes(10);

  private static final int DOUBLINGS = 30;

  /** Between half and all of the doubled time. {@code failures} counts from 1. */
  Duration after(int failures) {
    long doubled = first.toMillis() << Math.min(failures - 1, DOUBLINGS);
    long most = Math.max(1, Math.min(doubled, longest.toMillis()));
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most) + 1);
  }

  Duration after(int failures, Duration asked) {
    Duration heard = asked.compareTo(MOST_A_SINK_MAY_ASK) > 0 ? MOST_A_SINK_MAY_ASK : asked;
    Duration own = after(failures);
    return own.compareTo(heard) > 0 ? own : heard;
  }
}
