package io.github.scopekeeper.resource.audit;

import java.util.Locale;

/** How a privileged operation ended. */
public enum Outcome {
  /** Let through and done. */
  SUCCESS,
  /** Let through, but the operation failed: a status of 400 or more, or an exception. */
  FAILURE,
  /** Our check said no: nothing was done. */
  REFUSED;

  private final String value = name().toLowerCase(Locale.ROOT);

  /**
   * As it stands in JSON and in the database: {@code success}, {@code failure}, {@code refused}.
   */
  public String value() {
    return value;
  }

  /**
   * @param value one of the {@link #value() values}, in lower case
   * @throws IllegalArgumentException where it is none of them
   */
  public static Outcome of(String value) {
    for (Outcome outcome : values()) {
      if (outcome.value.equals(value)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("An outcome is success, failure or refused.");
  }
}
