package io.github.scopekeeper.keycloak.consent;

import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A form of a page that is no longer the latest one, such as one that comes twice. */
public final class StaleForm {

  private StaleForm() {}

  /** Whether Keycloak has just turned one away and shows the page again; it says so once. */
  public static boolean takeNotice(AuthenticationSessionModel login) {
    boolean turnedAway =
        login.getAuthNote(LoginActionsService.FORWARDED_ERROR_MESSAGE_NOTE) != null;
    login.removeAuthNote(LoginActionsService.FORWARDED_ERROR_MESSAGE_NOTE);
    return turnedAway;
  }
}
