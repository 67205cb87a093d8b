package io.github.scopekeeper.resource.answer;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.token.TokenProblem;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What apps are told, in OAuth's words: header and body say the same, and nothing of the request
 * stands in either.
 */
public final class Answers {

  private static final String BEARER = "Bearer";
  private static final String DPOP = "DPoP";
  private static final String NO_TOKEN = "no_token";
  private static final String INVALID_TOKEN = "invalid_token";

  private final URI metadata;
  private final String dpopAlgorithms;

  /**
   * @param metadata the address of the metadata document (RFC 9728)
   * @param dpopAlgorithms what a DPoP proof may be signed with, separated by spaces
   */
  public Answers(URI metadata, String dpopAlgorithms) {
    this.metadata = metadata;
    this.dpopAlgorithms = dpopAlgorithms;
  }

  /** The answer to a refused request. */
  public Answer of(Refusal refusal) {
    if (refusal instanceof Refusal.Token token) {
      return token(token);
    }
    if (refusal instanceof Refusal.Scope scope) {
      return scope(scope);
    }
    if (refusal instanceof Refusal.Login login) {
      return login(login);
    }
    return refusal instanceof Refusal.Unavailable unavailable
        ? unavailable(unavailable.retryAfter())
        : answer(
            403,
            Optional.empty(),
            body("access_denied", "The access token reaches only what belongs to its user"));
  }

  private Answer token(Refusal.Token refusal) {
    TokenProblem problem = refusal.problem();
    if (problem instanceof TokenProblem.Invalid invalid) {
      return unauthorized(new Challenge(BEARER), INVALID_TOKEN, invalid.description());
    }
    if (problem instanceof TokenProblem.BadProof proof) {
      return unauthorized(
          new Challenge(DPOP).with("algs", dpopAlgorithms),
          "invalid_dpop_proof",
          proof.description());
    }
    if (problem instanceof TokenProblem.Malformed malformed) {
      Challenge challenge =
          error(new Challenge(BEARER), "invalid_request", malformed.description());
      return answer(400, Optional.of(challenge), body("invalid_request", malformed.description()));
    }
    return problem instanceof TokenProblem.Unknown unknown
        ? unavailable(unknown.retryAfter())
        : missing(refusal.scope());
  }

  /** RFC 6750, section 3.1: no error code, since nothing was tried. */
  private Answer missing(Collection<ScopeName> scope) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("message", "Send an access token: Authorization: Bearer ...");
    if (!scope.isEmpty()) {
      body.put("scope", Challenge.text(scope));
    }
    return answer(401, Optional.of(pointed(new Challenge(BEARER).withScope(scope))), body);
  }

  private Answer unauthorized(Challenge challenge, String error, String description) {
    return answer(
        401, Optional.of(pointed(error(challenge, error, description))), body(error, description));
  }

  private Answer scope(Refusal.Scope refusal) {
    String description = "The access token lacks a scope that this takes";
    Map<String, Object> body = body("insufficient_scope", description);
    body.put("scope", Challenge.text(refusal.scope()));
    if (refusal.acceptable().isEmpty()) {
      body.put("required_scopes", names(refusal.scope()));
      body.put("missing_scopes", names(refusal.missing()));
    } else {
      body.put("acceptable_scopes", names(refusal.acceptable()));
    }
    Challenge challenge =
        error(new Challenge(BEARER), "insufficient_scope", description).withScope(refusal.scope());
    return answer(403, Optional.of(pointed(challenge)), body);
  }

  private Answer login(Refusal.Login refusal) {
    String error = "insufficient_user_authentication";
    String description = "The user has to log in again for this";
    long seconds = refusal.maxAge().toSeconds();
    Map<String, Object> body = body(error, description);
    body.put("max_age", seconds);
    Challenge challenge =
        error(new Challenge(BEARER), error, description)
            .with("max_age", Long.toString(seconds))
            .withScope(refusal.scope());
    if (!refusal.scope().isEmpty()) {
      body.put("scope", Challenge.text(refusal.scope()));
    }
    return answer(401, Optional.of(pointed(challenge)), body);
  }

  private static Answer unavailable(Duration retryAfter) {
    Answer answer =
        answer(
            503,
            Optional.empty(),
            body("temporarily_unavailable", "The access token cannot be checked now"));
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    return new Answer(answer.status(), headers, answer.body(), answer.error());
  }

  private static Challenge error(Challenge challenge, String error, String description) {
    return challenge.with("error", error).with("error_description", description);
  }

  private Challenge pointed(Challenge challenge) {
    return challenge.with("resource_metadata", metadata.toString());
  }

  private static Map<String, Object> body(String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    return body;
  }

  private static List<String> names(Collection<ScopeName> scopes) {
    return scopes.stream().map(ScopeName::value).toList();
  }

  private static Answer answer(
      int status, Optional<Challenge> challenge, Map<String, Object> body) {
    Map<String, String> headers = new LinkedHashMap<>();
    String error = (String) body.getOrDefault("error", NO_TOKEN);
    challenge.ifPresent(c -> headers.put("WWW-Authenticate", c.toString()));
    headers.put("Content-Type", "application/json");
    headers.put("Cache-Control", "no-store");
    return new Answer(status, headers, JSONObjectUtils.toJSONString(body), error);
  }
}
