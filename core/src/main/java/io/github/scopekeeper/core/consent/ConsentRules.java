package io.github.scopekeeper.core.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a realm, and a client in it, wants consent to be asked for.
 *
 * @param denialPeriod how long a denied scope is not asked for again; zero: it always is
 * @param usersChoose whether single scopes can be refused
 * @param preticked which boxes start ticked
 * @param confirmHighRisk whether a high risk takes one more click
 */
public record ConsentRules(
    Duration denialPeriod, boolean usersChoose, Preticked preticked, boolean confirmHighRisk) {

  public static final ConsentRules DEFAULTS =
      new ConsentRules(Duration.ofDays(7), true, Preticked.LOW_AND_MEDIUM, true);

  public ConsentRules {
    Objects.requireNonNull(denialPeriod, "denialPeriod");
    Objects.requireNonNull(preticked, "preticked");
    if (denialPeriod.isNegative()) {
      throw new IllegalArgumentException(
          "A denied scope cannot be asked for again before it was denied.");
    }
  }

  /** Whether the user may say no to this scope alone; a no to the others is never remembered. */
  boolean canRefuse(ConsentItem item) {
    return usersChoose && !item.required();
  }

  /** From when on a scope that the user denied may be asked for again; empty: at any time. */
  public Optional<Instant> withheldUntil(ConsentItem item, Instant now) {
    return canRefuse(item) && !item.granted()
        ? item.deniedAt().map(at -> at.plus(denialPeriod)).filter(until -> until.isAfter(now))
        : Optional.empty();
  }
}
