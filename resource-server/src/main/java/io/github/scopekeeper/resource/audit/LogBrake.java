package io.github.scopekeeper.resource.audit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets a message through once a minute, whoever comes. */
final class LogBrake {
  private static final long PERIOD = Duration.ofMinutes(1).toNanos();

  private final AtomicLong next = new AtomicLong(System.nanoTime());

  void pass(Runnable message) {
    long due = next.get();
    long now = System.nanoTime();
    if (now - due >= 0 && next.compareAndSet(due, now + PERIOD)) {
      message.run();
    }
  }
}
