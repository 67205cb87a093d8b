package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.keycloak.OAuthErrorException;

/** Why a request is not answered, as OAuth tells it to an app. */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 500;

  private final int status;
  private final String error;
  private final boolean challenge;
  private final boolean named;
  private String scope;

  private Problem(int status, String error, String description, boolean challenge, boolean named) {
    super(plain(description), null, false, false);
    this.status = status;
    this.error = error;
    this.challenge = challenge;
    this.named = named;
  }

  /** No token at all: RFC 6750 wants a challenge that names no error. */
  static Problem noToken() {
    return new Problem(
        Status.UNAUTHORIZED.getStatusCode(),
        OAuthErrorException.INVALID_TOKEN,
        "Send an access token: Authorization: Bearer ...",
        true,
        false);
  }

  static Problem invalidToken(String description) {
    return new Problem(
        Status.UNAUTHORIZED.getStatusCode(),
        OAuthErrorException.INVALID_TOKEN,
        description,
        true,
        true);
  }

  /** A good token that lacks a scope: RFC 6750, section 3.1. */
  static Problem insufficientScope(String scope) {
    Problem problem =
        new Problem(
            Status.FORBIDDEN.getStatusCode(),
            "insufficient_scope",
            "The access token lacks the scope " + scope,
            true,
            true);
    problem.scope = scope;
    return problem;
  }

  static Problem invalidRequest(String description) {
    return of(Status.BAD_REQUEST, OAuthErrorException.INVALID_REQUEST, description);
  }

  static Problem invalidScope(String description) {
    return of(Status.BAD_REQUEST, OAuthErrorException.INVALID_SCOPE, description);
  }

  /** Somebody else holds the lock of this user's answers. */
  static Problem busy() {
    return of(
        Status.SERVICE_UNAVAILABLE,
        OAuthErrorException.TEMPORARILY_UNAVAILABLE,
        "Another request is changing what this user allows the client: try again");
  }

  static Problem of(Status status, String error, String description) {
    return new Problem(status.getStatusCode(), error, description, false, false);
  }

  /** RFC 6749, section 5.2: no quotes, no backslashes, nothing outside of ASCII. */
  private static String plain(String text) {
    String plain = text.replace('"', '\'').replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "...";
  }

  int status() {
    return status;
  }

  String error() {
    return error;
  }

  /** The {@code WWW-Authenticate} header, where the app has to come with another token. */
  Optional<String> challenge(String scheme, String realm) {
    if (!challenge) {
      return Optional.empty();
    }
    String error = named ? ", error=\"%s\", error_description=\"%s\"" : "";
    error += scope == null ? "" : ", scope=\"" + scope + "\"";
    return Optional.of(
        "%s realm=\"%s\"".formatted(scheme, plain(realm))
            + error.formatted(this.error, getMessage()));
  }
}
