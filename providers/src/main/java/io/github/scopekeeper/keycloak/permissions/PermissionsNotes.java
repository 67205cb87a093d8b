package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.consent.OutstandingConsent;
import io.github.scopekeeper.keycloak.consent.StaleForm;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the page remembers from one form to the next. */
final class PermissionsNotes {

  /** What was just done, to be said once. */
  private static final String MESSAGE = "scopekeeper.permissions.message";

  private static final String CHANGED = "scopekeeper.permissions.changed";

  /** The app that it was done to. */
  private static final String APP = "scopekeeper.permissions.app";

  /** The app that everything is about to be taken back from. */
  private static final String CONFIRMING = "scopekeeper.permissions.confirming";

  /** For which permission that is, which the app cannot work without; none where it is for all. */
  private static final String REQUIRED = "scopekeeper.permissions.required";

  private final AuthenticationSessionModel login;

  PermissionsNotes(AuthenticationSessionModel login) {
    this.login = login;
  }

  void changed(ClientModel app, String message) {
    say(message, true);
    login.setAuthNote(APP, app.getId());
    stopConfirming();
  }

  void unchanged(String message) {
    say(message, false);
    login.removeAuthNote(APP);
    stopConfirming();
  }

  private void say(String message, boolean changed) {
    login.setAuthNote(MESSAGE, message);
    login.setAuthNote(CHANGED, String.valueOf(changed));
  }

  /**
   * Whether Keycloak has turned a form away that it had before. Who presses a button twice sees
   * what the first time has done.
   */
  boolean isReplayed() {
    return StaleForm.takeNotice(login) && login.getAuthNote(MESSAGE) == null;
  }

  Optional<String> message() {
    Optional<String> message = Optional.ofNullable(login.getAuthNote(MESSAGE));
    login.removeAuthNote(MESSAGE);
    return message;
  }

  boolean hasChanged() {
    return Boolean.parseBoolean(login.getAuthNote(CHANGED));
  }

  boolean isAbout(ClientModel app) {
    return app.getId().equals(login.getAuthNote(APP));
  }

  void askToConfirm(ClientModel app) {
    login.setAuthNote(APP, app.getId());
    login.setAuthNote(CONFIRMING, app.getId());
    login.removeAuthNote(REQUIRED);
  }

  void askToConfirm(ClientModel app, ScopeName required) {
    askToConfirm(app);
    login.setAuthNote(REQUIRED, required.value());
  }

  Optional<String> confirming() {
    return Optional.ofNullable(login.getAuthNote(CONFIRMING));
  }

  Optional<ScopeName> confirmingScope() {
    return Optional.ofNullable(login.getAuthNote(REQUIRED)).flatMap(ScopeName::parse);
  }

  void stopConfirming() {
    login.removeAuthNote(CONFIRMING);
    login.removeAuthNote(REQUIRED);
  }

  void lost(ClientModel app) {
    if (app.getId().equals(login.getClient().getId())) {
      OutstandingConsent.lose(login);
    }
  }

  /** Not before: the question would take the page's place. */
  void end() {
    OutstandingConsent.reopen(login);
  }
}
