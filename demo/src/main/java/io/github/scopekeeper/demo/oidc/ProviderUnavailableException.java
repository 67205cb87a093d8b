package io.github.scopekeeper.demo.oidc;

/** The OpenID provider does not answer, or not as one. */
public final class ProviderUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ProviderUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
