package io.github.scopekeeper.keycloak.consent;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.ErrorPageException;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Who is signed in to the browser of a login. Keycloak stops the login of another user at its end;
 * by then our pages would have asked them, and stored what they answered.
 */
public final class SignedInUser {

  private final RequiredActionContext context;

  public SignedInUser(RequiredActionContext context) {
    this.context = context;
  }

  /**
   * @throws ErrorPageException the page with which Keycloak stops the login
   */
  public void refuseAnother() {
    RealmModel realm = context.getRealm();
    AuthenticationSessionModel login = context.getAuthenticationSession();
    UserSessionModel browser =
        context.getSession().sessions().getUserSession(realm, login.getParentSession().getId());
    if (browser == null
        || browser.getUser() == null
        || browser.getUser().equals(login.getAuthenticatedUser())
        || !AuthenticationManager.isSessionValid(realm, browser)) {
      return;
    }
    context.getEvent().detail(Details.EXISTING_USER, browser.getUser().getId());
    context.getEvent().error(Errors.DIFFERENT_USER_AUTHENTICATED);
    throw new ErrorPageException(
        context.getSession(),
        login,
        Response.Status.BAD_REQUEST,
        Messages.DIFFERENT_USER_AUTHENTICATED,
        browser.getUser().getUsername());
  }
}
