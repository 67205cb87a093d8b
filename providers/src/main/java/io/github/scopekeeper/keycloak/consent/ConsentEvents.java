package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentDecision;
import java.util.Collection;
import java.util.stream.Collectors;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;

/** What Keycloak's events say of consent; names of scopes, separated by spaces. */
final class ConsentEvents {

  private static final String GRANTED = "scopes_granted";
  private static final String DENIED = "scopes_denied";
  private static final String WITHHELD = "scopes_withheld";
  private static final String REREQUESTED = "scope_rerequested";
  private static final String CONFIRMED = "scopes_confirmed";

  private final EventBuilder event;

  ConsentEvents(EventBuilder event) {
    this.event = event;
  }

  void granted(
      ConsentDecision.Granted decision, Collection<ScopeName> withheld, String rerequested) {
    EventBuilder granted = event.clone().event(EventType.GRANT_CONSENT);
    granted.detail(Details.CONSENT, Details.CONSENT_VALUE_CONSENT_GRANTED);
    detail(granted, GRANTED, decision.granted());
    detail(granted, DENIED, decision.denied());
    withheld(granted, withheld, rerequested);
    detail(granted, CONFIRMED, decision.confirmed());
    granted.success();
  }

  /** Details of the error event that Keycloak writes when an action has failed. */
  void refused(Collection<ScopeName> denied, Collection<ScopeName> withheld, String rerequested) {
    detail(event, DENIED, denied);
    withheld(event, withheld, rerequested);
  }

  /** Details of the login that goes on. */
  void withheld(Collection<ScopeName> withheld, String rerequested) {
    withheld(event, withheld, rerequested);
  }

  private static void withheld(
      EventBuilder event, Collection<ScopeName> withheld, String rerequested) {
    detail(event, WITHHELD, withheld);
    if (!rerequested.isEmpty()) {
      event.detail(REREQUESTED, rerequested);
    }
  }

  private static void detail(EventBuilder event, String name, Collection<ScopeName> scopes) {
    if (!scopes.isEmpty()) {
      event.detail(
          name, scopes.stream().map(ScopeName::value).sorted().collect(Collectors.joining(" ")));
    }
  }
}
