package io.github.scopekeeper.demo;

/** 401: the access token has run out or was taken back. */
public final class TokenRejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  public TokenRejectedException() {
    super("The access token is not taken.");
  }
}
