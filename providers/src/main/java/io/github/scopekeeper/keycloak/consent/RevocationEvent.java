package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.stream.Collectors;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;

/** What Keycloak's events say when an app loses something that it was allowed. */
public final class RevocationEvent {

  private static final String REVOKED = "scopes_revoked";

  private RevocationEvent() {}

  /**
   * @param event that knows who has done it
   * @param app the app that loses the scopes
   */
  public static void send(EventBuilder event, ClientModel app, Collection<ScopeName> scopes) {
    event
        .event(EventType.REVOKE_GRANT)
        .detail(Details.REVOKED_CLIENT, app.getClientId())
        .detail(
            REVOKED,
            scopes.stream().map(ScopeName::value).sorted().collect(Collectors.joining(" ")))
        .success();
  }
}
