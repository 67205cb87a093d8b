package io.github.scopekeeper.demo.web;

/** The tokens are worth nothing any more, and cannot be renewed. */
final class SignInEndedException extends Exception {

  private static final long serialVersionUID = 1L;
}
