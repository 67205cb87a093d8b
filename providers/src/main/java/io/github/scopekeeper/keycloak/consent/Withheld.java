package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Which requested scopes a user will not be asked for, because they said no lately. */
public final class Withheld {

  private Withheld() {}

  /** Empty where nobody is asked for consent, or not by us. */
  public static Set<ScopeName> from(
      KeycloakSession session, AuthenticationSessionModel login, UserModel user) {
    if (!ConsentTerms.inForce(login.getRealm()) || !login.getClient().isConsentRequired()) {
      return Set.of();
    }
    StoredConsent stored = new StoredConsent(session, user, login.getClient());
    return new PendingConsent(session, login, new ConsentNotes(login), stored)
        .plan()
        .withheld()
        .keySet();
  }
}
