package io.github.scopekeeper.keycloak.consent;

import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The last look before a login is answered. */
public final class OutstandingConsent {

  private OutstandingConsent() {}

  /**
   * Whether our action should have settled this login's consent and has not: then somebody has gone
   * past it, by an endpoint of Keycloak's that asks for no required action.
   */
  public static boolean in(AuthenticationSessionModel login) {
    RequiredActionProviderModel action =
        login.getRealm().getRequiredActionProviderByAlias(ScopeConsentActionFactory.ID);
    return action != null
        && action.isEnabled()
        && ScopeConsentAction.concerns(login)
        && !new ConsentNotes(login).isSettled();
  }
}
