package io.github.scopekeeper.demo.grants;

/** 401: the access token has run out or was taken back. */
public final class TokenRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  TokenRejectedException() {
    super("Keycloak does not take the access token.");
  }
}
