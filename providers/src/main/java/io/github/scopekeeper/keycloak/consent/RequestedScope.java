package io.github.scopekeeper.keycloak.consent;

import org.keycloak.sessions.AuthenticationSessionModel;

/** What the app of a login asked for, whatever has been made of it since. */
public final class RequestedScope {

  private RequestedScope() {}

  /** The {@code scope} parameter; never null. */
  public static String of(AuthenticationSessionModel login) {
    return String.join(" ", new ConsentNotes(login).requested());
  }
}
