package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
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
          if (caller.user().getServiceAccountClientLink() != null) {
            throw Problem.of(
                Response.Status.FORBIDDEN,
                OAuthErrorException.ACCESS_DENIED,
                "The token of a machine: there is no user who could have granted anything");
          }
          return work.apply(caller);
        });
  }

  /** For users and machines; an answer of null has no content. */
  Response answerAnybody(Function<Caller, Object> work) {
    try {
      Caller caller = caller();
      origins.check(caller.client());
      Object answer = work.apply(caller);
      return answer == null ? Response.noContent().build() : json(Response.ok(), answer);
    } catch (Problem problem) {
      return json(refusal(problem), body(problem));
    }
  }

  private Caller caller() {
    try {
      BearerToken.checkRealm(session);
      BearerToken token = BearerToken.of(session);
      scheme = token.scheme();
      return token.caller();
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

  /** Keycloak 26.4 has no method for it that throws nothing. */
  private static String text(Object body) {
    try {
      return JsonSerialization.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
