package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.keycloak.models.KeycloakSession;

/**
 * The grant management API (Grant Management for OAuth 2.0, FAPI draft 03): an app looks at a grant
 * of its own and revokes it, with a token of its own or of a user.
 */
public class GrantManagementResource {

  private final KeycloakSession session;

  public GrantManagementResource(KeycloakSession session) {
    this.session = session;
  }

  @GET
  @Path("{grant_id}")
  public Response query(@PathParam("grant_id") String grantId) {
    return new Endpoint(session)
        .answerAnybody(caller -> new ManagedGrant(session, caller, grantId).query());
  }

  @DELETE
  @Path("{grant_id}")
  public Response revoke(@PathParam("grant_id") String grantId) {
    return new Endpoint(session)
        .answerAnybody(
            caller -> {
              new ManagedGrant(session, caller, grantId).revoke();
              return null;
            });
  }
}
