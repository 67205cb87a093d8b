package io.github.scopekeeper.resource.audit;

/** The log could not be read. Its message is a sentence for an admin. */
public final class AuditLogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
