package io.github.scopekeeper.demo.oidc;

/** An answer that cannot be trusted. Its message is fit for the user's eyes. */
public final class ProtocolException extends Exception {

  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message);
  }

  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
