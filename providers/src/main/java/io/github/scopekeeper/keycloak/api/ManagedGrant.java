package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.grant.Grants.Grant;
import io.github.scopekeeper.keycloak.grants.RevocableGrant;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.KeycloakSession;

/** A grant as its app may see it. */
final class ManagedGrant {

  private static final String QUERY = "grant_management_query";
  private static final String REVOKE = "grant_management_revoke";

  private final KeycloakSession session;
  private final Caller caller;
  private final String id;

  ManagedGrant(KeycloakSession session, Caller caller, String id) {
    this.session = session;
    this.caller = caller;
    this.id = id;
  }

  /** What it holds: all scopes in one text, as they stand in a request. */
  Map<String, Object> query() {
    String scopes =
        grant(QUERY).scopes().stream().map(ScopeName::value).collect(Collectors.joining(" "));
    return Map.of("scopes", List.of(Map.of("scope", scopes)));
  }

  void revoke() {
    if (!grant(REVOKE).revoke()) {
      throw Problem.busy();
    }
  }

  private RevocableGrant grant(String scope) {
    if (caller.client().isPublicClient()) {
      throw Problem.of(
          Status.FORBIDDEN, OAuthErrorException.ACCESS_DENIED, "For confidential clients only");
    }
    if (!caller.carries(scope)) {
      throw Problem.insufficientScope(scope);
    }
    return RevocableGrant.find(session, caller.client(), id)
        .filter(grant -> isSeenBy(grant.grant()))
        .orElseThrow(
            () -> Problem.of(Status.NOT_FOUND, "invalid_grant_id", "No grant has this grant_id"));
  }

  /** A user's token is good for the user's own grants; the app's own token for all of them. */
  private boolean isSeenBy(Grant grant) {
    return caller.isMachine() || caller.user().getId().equals(grant.parties().userId());
  }
}
