package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.GrantedScopes;
import io.github.scopekeeper.keycloak.consent.RevocationEvent;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Set;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.KeycloakSession;

/**
 * The answer to an app that gives a scope back.
 *
 * @param revoked the scope, what includes it, and what came with it and nothing else grants; or all
 *     that the app had
 */
record GivenBack(List<String> revoked) {

  /**
   * @param all whether everything may go with the scope
   */
  static GivenBack of(KeycloakSession session, Caller caller, String scope, boolean all) {
    ScopeName named =
        ScopeName.parse(scope)
            .orElseThrow(() -> Problem.invalidScope("Not the name of a scope: " + scope));
    AssignedScopes assigned = AssignedScopes.of(caller.client(), caller.user());
    new AskedScopes(assigned, Set.of(named));
    ScopeName name = ScopeName.of(assigned.nameInConsent(named.value()));
    refuseWhereOff(caller);
    StoredConsent stored = new StoredConsent(session, caller.user(), caller.client());
    if (!stored.lock()) {
      throw Problem.busy();
    }
    Set<ScopeName> gone = takeBack(new GrantedScopes(stored), name, all);
    if (!gone.isEmpty()) {
      tell(session, caller, gone);
    }
    return new GivenBack(gone.stream().map(ScopeName::value).sorted().toList());
  }

  private static Set<ScopeName> takeBack(GrantedScopes granted, ScopeName scope, boolean all) {
    if (all) {
      return granted.names().contains(scope) ? granted.takeBackAll() : Set.of();
    }
    if (granted.endsAccess(scope)) {
      throw Problem.of(
          Status.CONFLICT,
          "required_scope",
          "The app cannot work without %s, so this would end its access: add all=true to do so"
              .formatted(scope));
    }
    return granted.takeBack(scope);
  }

  private static void refuseWhereOff(Caller caller) {
    if (!ConsentTerms.inForce(caller.client().getRealm())) {
      throw Problem.of(
          Status.FORBIDDEN,
          OAuthErrorException.ACCESS_DENIED,
          "In this realm the required action Scope consent is off: nothing can be given back");
    }
  }

  private static void tell(KeycloakSession session, Caller caller, Set<ScopeName> gone) {
    EventBuilder event =
        new EventBuilder(caller.client().getRealm(), session, session.getContext().getConnection())
            .client(caller.client())
            .user(caller.user())
            .session(caller.session());
    RevocationEvent.send(event, caller.client(), gone);
  }
}
