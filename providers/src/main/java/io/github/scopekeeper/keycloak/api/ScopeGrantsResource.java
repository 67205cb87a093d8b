package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

public class ScopeGrantsResource {

  private final KeycloakSession session;

  public ScopeGrantsResource(KeycloakSession session) {
    this.session = session;
  }

  @GET
  public Response list() {
    return new Endpoint(session)
        .answer(caller -> Map.of("client_id", caller.client().getClientId()));
  }

  @POST
  public Response ask(InputStream body) {
    return new Endpoint(session).answer(caller -> Map.of());
  }

  @DELETE
  @Path("{scope: .+}")
  public Response giveBack(@PathParam("scope") String scope) {
    return new Endpoint(session).answer(caller -> Map.of("scope", scope));
  }

  @DELETE
  public Response giveBackNamed(@QueryParam("scope") String scope) {
    return new Endpoint(session).answer(caller -> Map.of("query", String.valueOf(scope)));
  }

  @OPTIONS
  public Response preflight() {
    return Origins.preflight(session);
  }

  @OPTIONS
  @Path("{scope: .+}")
  public Response preflightOfScope() {
    return Origins.preflight(session);
  }
}
