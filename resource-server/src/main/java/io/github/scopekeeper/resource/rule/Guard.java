package io.github.scopekeeper.resource.rule;

import java.util.Objects;
import java.util.Optional;

/**
 * What stands before a part of an API.
 *
 * @param operation what callers need; empty: it is open to all, and nobody looks for a token
 */
public record Guard(Optional<Operation> operation) {

  public Guard {
    Objects.requireNonNull(operation, "operation");
  }

  /** Lets everybody through, with a token or without. */
  public static Guard open() {
    return new Guard(Optional.empty());
  }

  /** Lets those through who may do this. */
  public static Guard of(Operation operation) {
    return new Guard(Optional.of(operation));
  }

  /** Both must let a request through. Being open demands nothing. */
  public Guard and(Guard other) {
    if (operation.isEmpty() || other.operation().isEmpty()) {
      return operation.isEmpty() ? other : this;
    }
    return of(operation.get().and(other.operation().get()));
  }
}
