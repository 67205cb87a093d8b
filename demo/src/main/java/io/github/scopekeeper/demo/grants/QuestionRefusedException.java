package io.github.scopekeeper.demo.grants;

/** Keycloak does not answer this question. The message is fit for the user's eyes. */
public final class QuestionRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  QuestionRefusedException(String message) {
    super(message);
  }
}
