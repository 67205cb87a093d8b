package io.github.scopekeeper.keycloak.consent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What the event of a login says of its consent. Keycloak sends that event at the end, maybe after
 * pages of other actions, so it is kept until then; a restart of the login clears it.
 */
final class LoginEvent {

  private static final String NOTE = "scopekeeper.login.event.";

  private final AuthenticationSessionModel login;

  LoginEvent(AuthenticationSessionModel login) {
    this.login = login;
  }

  /** Replaces what was remembered; a detail that is empty or missing is none. */
  void remember(Map<String, String> details) {
    ConsentEvents.ofLogin()
        .forEach(
            name -> {
              String value = details.getOrDefault(name, "");
              if (value.isEmpty()) {
                login.removeAuthNote(NOTE + name);
              } else {
                login.setAuthNote(NOTE + name, value);
              }
            });
  }

  void describe(EventBuilder event) {
    ConsentEvents.ofLogin().forEach(name -> event.detail(name, login.getAuthNote(NOTE + name)));
    Optional.ofNullable(login.getAuthNote(NOTE + Details.CONSENT))
        .ifPresent(consent -> event.getEvent().setDetails(new Answered(event.getEvent(), consent)));
    if (event.getEvent().getType() == EventType.LOGIN) {
      withoutAction(event);
    }
  }

  /** Keycloak leaves the name of our action on the event of the login that goes on after it. */
  private static void withoutAction(EventBuilder event) {
    Map<String, String> details = event.getEvent().getDetails();
    if (details != null) {
      details.remove(Details.CUSTOM_REQUIRED_ACTION, ScopeConsentActionFactory.ID);
    }
  }

  /**
   * Keycloak calls every consent that it finds an old one, also one of a moment ago, and says so
   * last; after its own page it does not look.
   */
  @SuppressWarnings("serial")
  private static final class Answered extends HashMap<String, String> {

    private final String consent;

    Answered(Event event, String consent) {
      super(Optional.ofNullable(event.getDetails()).orElseGet(Map::of));
      this.consent = consent;
    }

    @Override
    public String put(String name, String value) {
      return super.put(name, Details.CONSENT.equals(name) ? consent : value);
    }
  }
}
