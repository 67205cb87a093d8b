package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.keycloak.models.KeycloakSession;

/**
 * What an app asks before it asks its user: {@code /realms/{realm}/scope-grants}, with the user's
 * access token. The app is the one that the token was issued to, and can ask about no other.
 */
public class ScopeGrantsResource {

  private static final String ANY_SCOPE = "{scope: .+}";
  private static final String SCOPE = "scope";
  private static final String ALL = "all";

  private final KeycloakSession session;

  public ScopeGrantsResource(KeycloakSession session) {
    this.session = session;
  }

  /** What the user has allowed and refused. */
  @GET
  public Response list() {
    return new Endpoint(session).answer(caller -> GrantsList.of(session, caller));
  }

  /** Whether the token will do for some scopes, and if not, how to get one that does. */
  @POST
  public Response ask(InputStream body) {
    return new Endpoint(session)
        .answer(caller -> UpgradeAnswer.of(session, caller, UpgradeQuestion.read(session, body)));
  }

  /** Gives one scope back. Its name is percent-encoded, slashes too: one segment of the path. */
  @DELETE
  @Path(ANY_SCOPE)
  public Response giveBack(@PathParam("scope") String scope) {
    Endpoint endpoint = new Endpoint(session);
    return endpoint.answer(
        caller -> {
          if (endpoint.parameter(SCOPE).isPresent()) {
            throw Problem.invalidRequest("Name one scope: in the path or in the query");
          }
          return GivenBack.of(session, caller, scope, all(endpoint));
        });
  }

  /**
   * The same with the name in the query: {@code DELETE /scope-grants?scope=patient%2F*.read}. For
   * servers behind a proxy that lets no encoded slash through.
   */
  @DELETE
  public Response giveBackNamed() {
    Endpoint endpoint = new Endpoint(session);
    return endpoint.answer(
        caller -> {
          String scope =
              endpoint
                  .parameter(SCOPE)
                  .orElseThrow(
                      () ->
                          Problem.invalidRequest(
                              "Name the scope: DELETE .../scope-grants/{scope}"));
          return GivenBack.of(session, caller, scope, all(endpoint));
        });
  }

  /** Whether everything is to go with the scope. */
  private static boolean all(Endpoint endpoint) {
    String all = endpoint.parameter(ALL).orElse("false");
    if (!all.equals("true") && !all.equals("false")) {
      throw Problem.invalidRequest("all must be true or false");
    }
    return Boolean.parseBoolean(all);
  }

  @OPTIONS
  public Response preflight() {
    return Origins.preflight(session, HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE);
  }

  @OPTIONS
  @Path(ANY_SCOPE)
  public Response preflightOfScope() {
    return preflight();
  }
}
