package io.github.scopekeeper.keycloak.consent;

import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The last look before a login is answered. */
public final class OutstandingConsent {

  private OutstandingConsent() {}

  /**
   * Whether our action should have settled this login's consent and has not, or what it has settled
   * is not granted any more: then somebody has gone past it, by an endpoint of Keycloak's that asks
   * for no required action.
   */
  public static boolean in(KeycloakSession session, AuthenticationSessionModel login) {
    return ConsentTerms.inForce(login.getRealm())
        && ScopeConsentAction.concerns(login)
        && !(new ConsentNotes(login).isStillSettled(session)
            && new SettledConsent(session, login).stands());
  }

  /** Consent that this login had settled is taken back while it lasts: it cannot end like this. */
  public static void lose(AuthenticationSessionModel login) {
    new ConsentNotes(login).lose();
  }

  /** Looks once more at a login that has lost something. */
  public static void reopen(AuthenticationSessionModel login) {
    new ConsentNotes(login).reopen();
  }
}
