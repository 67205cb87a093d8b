package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentDecision;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What Keycloak's events say of consent; names of scopes, separated by spaces. */
final class ConsentEvents {

  private static final String GRANTED = "scopes_granted";
  private static final String DENIED = "scopes_denied";
  private static final String WITHHELD = "scopes_withheld";
  private static final String REREQUESTED = "scope_rerequested";
  private static final String CONFIRMED = "scopes_confirmed";

  private final EventBuilder event;
  private final LoginEvent login;

  ConsentEvents(EventBuilder event, AuthenticationSessionModel login) {
    this.event = event;
    this.login = new LoginEvent(login);
  }

  /** An event of its own now, and details of the login's event when it is sent. */
  void granted(
      ConsentDecision.Granted decision, Collection<ScopeName> withheld, String rerequested) {
    Map<String, String> details = withheldDetails(withheld, rerequested);
    details.put(Details.CONSENT, Details.CONSENT_VALUE_CONSENT_GRANTED);
    details.put(GRANTED, text(decision.granted()));
    details.put(DENIED, text(decision.denied()));
    details.put(CONFIRMED, text(decision.confirmed()));
    EventBuilder granted = event.clone().event(EventType.GRANT_CONSENT);
    details.forEach(granted::detail);
    granted.success();
    login.remember(details);
  }

  /** Details of the event that Keycloak sends when the action has failed. */
  void refused(Collection<ScopeName> denied, Collection<ScopeName> withheld, String rerequested) {
    event.detail(DENIED, text(denied));
    withheldDetails(withheld, rerequested).forEach(event::detail);
  }

  /**
   * Details of the login that goes on, or ends, without our page.
   *
   * @param review whether Keycloak would have passed over the consent that there is
   */
  void withheld(Collection<ScopeName> withheld, String rerequested, boolean review) {
    Map<String, String> details = withheldDetails(withheld, rerequested);
    if (review) {
      details.put(Details.CONSENT, Details.CONSENT_VALUE_NO_CONSENT_REQUIRED);
    }
    login.remember(details);
    login.describe(event);
  }

  /** A detail of an event that is not a login's. */
  static void withheld(EventBuilder event, Collection<ScopeName> withheld) {
    event.detail(WITHHELD, text(withheld));
  }

  private static Map<String, String> withheldDetails(
      Collection<ScopeName> withheld, String rerequested) {
    Map<String, String> details = new HashMap<>();
    details.put(WITHHELD, text(withheld));
    details.put(REREQUESTED, rerequested);
    return details;
  }

  /** Empty where there is none: Keycloak leaves such a detail out. */
  private static String text(Collection<ScopeName> scopes) {
    return scopes.stream().map(ScopeName::value).sorted().collect(Collectors.joining(" "));
  }

  /** All details that a login's event can get. */
  static Stream<String> ofLogin() {
    return Stream.of(Details.CONSENT, GRANTED, DENIED, CONFIRMED, WITHHELD, REREQUESTED);
  }
}
