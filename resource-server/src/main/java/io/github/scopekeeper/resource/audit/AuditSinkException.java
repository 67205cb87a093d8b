package io.github.scopekeeper.resource.audit;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A sink has not stored the records. Its message is a sentence for an admin. */
public final class AuditSinkException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean permanent;
  private final Duration retryAfter;

  private AuditSinkException(
      String message, Throwable cause, boolean permanent, Duration retryAfter) {
    super(message, cause);
    this.permanent = permanent;
    this.retryAfter = retryAfter;
  }

  /**
   * The same records may be taken later.
   *
   * @param cause may be null
   */
  public static AuditSinkException temporary(String message, Throwable cause) {
    return new AuditSinkException(message, cause, false, null);
  }

  /**
   * The same records may be taken later, but not before this time has gone by.
   *
   * @param retryAfter as in RFC 9110, section 10.2.3; never negative
   */
  public static AuditSinkException temporary(String message, Duration retryAfter) {
    return new AuditSinkException(message, null, false, Objects.requireNonNull(retryAfter));
  }

  /**
   * Something in these records will never be taken: the batch is split until the one is found.
   *
   * @param cause may be null
   */
  public static AuditSinkException permanent(String message, Throwable cause) {
    return new AuditSinkException(message, cause, true, null);
  }

  /** Whether the same records would be refused for ever. */
  public boolean isPermanent() {
    return permanent;
  }

  /** How long to wait at least; empty where the sink does not say. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
