package io.github.scopekeeper.resource.token;

import java.time.Duration;

/** Why a token is not accepted. The messages are ours alone: nothing of the request is in them. */
public sealed interface TokenProblem {

  /** There is none (RFC 6750, section 3: the answer names no error). */
  record Missing() implements TokenProblem {}

  /** The request cannot be understood (RFC 6750, {@code invalid_request}). */
  record Malformed(String description) implements TokenProblem {}

  /** RFC 6750, {@code invalid_token}. */
  record Invalid(String description) implements TokenProblem {}

  /** The token may be good, its proof of possession is not (RFC 9449, section 7.1). */
  record BadProof(String description) implements TokenProblem {}

  /**
   * Nobody can say: what we need to ask does not answer.
   *
   * @param retryAfter when it may be worth trying again
   */
  record Unknown(String description, Duration retryAfter) implements TokenProblem {}
}
