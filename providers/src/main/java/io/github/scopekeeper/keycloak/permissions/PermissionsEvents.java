package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.stream.Collectors;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;

/** What Keycloak's events say when a user takes something back. */
final class PermissionsEvents {

  private static final String REVOKED = "scopes_revoked";

  private final EventBuilder event;

  PermissionsEvents(EventBuilder event) {
    this.event = event;
  }

  void revoked(ClientModel app, Collection<ScopeName> scopes) {
    event
        .clone()
        .event(EventType.REVOKE_GRANT)
        .detail(Details.REVOKED_CLIENT, app.getClientId())
        .detail(
            REVOKED,
            scopes.stream().map(ScopeName::value).sorted().collect(Collectors.joining(" ")))
        .success();
  }
}
