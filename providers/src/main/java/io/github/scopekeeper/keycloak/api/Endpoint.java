package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.resource.SentParameters;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keycloak.OAuth2Constants;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.util.JsonSerialization;

/** One request: who asks, what they are told, and that it is JSON whatever happens. */
final class Endpoint {

  private final KeycloakSession session;
  private final Origins origins;
  private String scheme = BearerToken.BEARER;

  Endpoint(KeycloakSession session) {
    this.session = session;
    this.origins = new Origins(session);
  }

  /** For apps on behalf of a user. */
  Response answer(Function<Caller, Object> work) {
    return answerAnybody(
        caller -> {
          if (caller.isMachine()) {
            throw Problem.of(
                Response.Status.FORBIDDEN,
                OAuthErrorException.ACCESS_DENIED,
                "The token of a machine: there is no user who could have granted anything");
          }
          return work.apply(caller);
        });
  }

  /** For users and machines. An answer of null has no content, a response is taken as it is. */
  Response answerAnybody(Function<Caller, Object> work) {
    return guarded(
        () -> {
          Caller caller = known(this::caller);
          origins.check(caller.client());
          return response(work.apply(caller));
        });
  }

  /** For an API in its own name, with a token that carries the scope. */
  Response answerService(String scope, Function<Caller, Object> work) {
    return answerAnybody(
        caller -> {
          if (!caller.isService()) {
            throw Problem.of(
                Response.Status.FORBIDDEN,
                OAuthErrorException.ACCESS_DENIED,
                "Only for the service account of a client (client credentials)");
          }
          if (!caller.carries(scope)) {
            throw Problem.insufficientScope(scope);
          }
          return work.apply(caller);
        });
  }

  /** For whoever comes, with a token or without one; a bad token is refused all the same. */
  Response answerOpenly(Function<Optional<Caller>, Response> work) {
    return guarded(() -> work.apply(known(this::possibleCaller)));
  }

  private Response guarded(Supplier<Response> work) {
    try {
      return work.get();
    } catch (Problem problem) {
      return json(refusal(problem), body(problem));
    }
  }

  private static Response response(Object answer) {
    if (answer instanceof Response response) {
      return response;
    }
    return answer == null ? Response.noContent().build() : json(Response.ok(), answer);
  }

  private Caller caller() {
    return possibleCaller().orElseThrow(Problem::noToken);
  }

  private Optional<Caller> possibleCaller() {
    BearerToken.checkRealm(session);
    Optional<BearerToken> token = BearerToken.find(session);
    token.map(BearerToken::scheme).ifPresent(found -> scheme = found);
    return token.map(BearerToken::caller);
  }

  private <T> T known(Supplier<T> recognized) {
    try {
      return recognized.get();
    } catch (Problem problem) {
      origins.allowAll();
      throw problem;
    }
  }

  private Response.ResponseBuilder refusal(Problem problem) {
    Response.ResponseBuilder response = Response.status(problem.status());
    problem
        .challenge(scheme, session.getContext().getRealm().getName())
        .ifPresent(challenge -> response.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
    return response;
  }

  private static Map<String, String> body(Problem problem) {
    return Map.of(
        OAuth2Constants.ERROR,
        problem.error(),
        OAuth2Constants.ERROR_DESCRIPTION,
        problem.getMessage());
  }

  private static Response json(Response.ResponseBuilder response, Object body) {
    return response
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Pragma", "no-cache")
        .entity(text(body))
        .build();
  }

  /**
   * A parameter of the query.
   *
   * @throws Problem where it came more than once
   */
  Optional<String> parameter(String name) {
    try {
      return new SentParameters(session.getContext().getUri().getQueryParameters()).one(name);
    } catch (IllegalArgumentException repeated) {
      throw Problem.invalidRequest(repeated.getMessage());
    }
  }

  /** Keycloak 26.4 has no method for it that throws nothing. */
  static String text(Object body) {
    try {
      return JsonSerialization.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
