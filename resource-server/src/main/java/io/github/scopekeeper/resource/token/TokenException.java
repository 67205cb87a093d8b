package io.github.scopekeeper.resource.token;

import java.time.Duration;

/** A token that is not accepted. */
public final class TokenException extends Exception {

  private static final long serialVersionUID = 1L;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final transient TokenProblem problem;

  private TokenException(TokenProblem problem, String message, Throwable cause) {
    super(message, cause, false, false);
    this.problem = problem;
  }

  static TokenException invalid(String description) {
    return new TokenException(new TokenProblem.Invalid(description), description, null);
  }

  static TokenException badProof(String description) {
    return new TokenException(new TokenProblem.BadProof(description), description, null);
  }

  static TokenException missing() {
    return new TokenException(new TokenProblem.Missing(), "No access token", null);
  }

  static TokenException malformed(String description) {
    return new TokenException(new TokenProblem.Malformed(description), description, null);
  }

  static TokenException unknown(String description, Throwable cause) {
    return new TokenException(
        new TokenProblem.Unknown(description, RETRY_AFTER), description, cause);
  }

  /** Never null. */
  public TokenProblem problem() {
    return problem;
  }
}
