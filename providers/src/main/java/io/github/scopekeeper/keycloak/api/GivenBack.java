package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.GrantedScopes;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The answer to an app that gives a scope back.
 *
 * @param revoked the scope, what includes it, and what came with it and nothing else grants
 */
record GivenBack(List<String> revoked) {

  private static final String REVOKED = "scopes_revoked";

  static GivenBack of(KeycloakSession session, Caller caller, String scope) {
    ScopeName name =
        ScopeName.parse(scope)
            .orElseThrow(() -> Problem.invalidScope("Not the name of a scope: " + scope));
    new AskedScopes(AssignedScopes.of(caller.client(), caller.user()), Set.of(name));
    if (!ConsentTerms.inForce(caller.client().getRealm())) {
      throw Problem.of(
          Status.FORBIDDEN,
          OAuthErrorException.ACCESS_DENIED,
          "In this realm the required action Scope consent is off: single scopes cannot be given back");
    }
    StoredConsent stored = new StoredConsent(session, caller.user(), caller.client());
    if (!stored.lock()) {
      throw Problem.of(
          Status.SERVICE_UNAVAILABLE,
          OAuthErrorException.TEMPORARILY_UNAVAILABLE,
          "Another answer of this user is being stored: try again");
    }
    List<String> gone =
        new GrantedScopes(stored).takeBack(name).stream().map(ScopeName::value).sorted().toList();
    if (!gone.isEmpty()) {
      tell(session, caller, gone);
    }
    return new GivenBack(gone);
  }

  private static void tell(KeycloakSession session, Caller caller, List<String> gone) {
    RealmModel realm = caller.client().getRealm();
    new EventBuilder(realm, session, session.getContext().getConnection())
        .event(EventType.REVOKE_GRANT)
        .client(caller.client())
        .user(caller.user())
        .session(caller.session())
        .detail(Details.REVOKED_CLIENT, caller.client().getClientId())
        .detail(REVOKED, String.join(" ", gone))
        .success();
  }
}
