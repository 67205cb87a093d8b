package io.github.scopekeeper.resource.token;

import java.util.Collection;
import java.util.Map;

/** Times in claims, in seconds (RFC 7519, section 2), that can be reckoned with. */
final class NumericDates {

  /** Beyond, milliseconds overflow, and a time to come reads as one long ago or as now. */
  private static final long LAST = Long.MAX_VALUE / 1_000;

  private NumericDates() {}

  /** Whether those of these claims that are numbers are within bounds. */
  static boolean areInBounds(Map<String, Object> claims, Collection<String> names) {
    return names.stream()
        .map(claims::get)
        .noneMatch(value -> value instanceof Number time && !(Math.abs(time.doubleValue()) < LAST));
  }
}
