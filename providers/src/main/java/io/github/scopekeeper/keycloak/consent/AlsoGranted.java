package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Set;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Scopes that a login's tokens get besides the requested ones, as far as its user allows them. */
public final class AlsoGranted {

  private AlsoGranted() {}

  public static void note(AuthenticationSessionModel login, Set<ScopeName> scopes) {
    new ConsentNotes(login).alsoGrant(scopes);
  }
}
