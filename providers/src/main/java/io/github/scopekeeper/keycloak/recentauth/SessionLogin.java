package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.core.recentauth.Login;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;

/** Reads from a session when its user logged in. */
public final class SessionLogin {

  /** Session note: when the password grant checked the password, which Keycloak does not note. */
  private static final String PASSWORD_CHECKED_AT = "scopekeeper.password.checked.at";

  private SessionLogin() {}

  public static Login of(KeycloakSession keycloak, ClientSessionContext context) {
    UserSessionModel session = context.getClientSession().getUserSession();
    notePasswordCheck(session, context);
    return of(keycloak, session);
  }

  public static Login of(KeycloakSession keycloak, UserSessionModel session) {
    if (session.getUser().getServiceAccountClientLink() != null) {
      return new Login.Nobody();
    }
    return latest(LoginNotes.of(session), online(keycloak, session))
        .or(() -> passwordChecked(session))
        .orElseGet(Login.Unknown::new);
  }

  /** An offline session keeps the time of its beginning; the login it came from may be newer. */
  private static Optional<Login> online(KeycloakSession keycloak, UserSessionModel session) {
    if (!session.isOffline()) {
      return Optional.empty();
    }
    UserSessionModel online =
        keycloak.sessions().getUserSession(session.getRealm(), session.getId());
    boolean same =
        online != null
            && online.getUser() != null
            && online.getUser().getId().equals(session.getUser().getId());
    return same ? LoginNotes.of(online) : Optional.empty();
  }

  /** A time that is known counts more than one that is not. */
  private static Optional<Login> latest(Optional<Login> a, Optional<Login> b) {
    return Stream.of(a, b)
        .flatMap(Optional::stream)
        .max(Comparator.comparing(login -> login instanceof Login.At at ? at.time() : Instant.MIN));
  }

  private static void notePasswordCheck(UserSessionModel session, ClientSessionContext context) {
    String grant = context.getAttribute(Constants.GRANT_TYPE, String.class);
    if (OAuth2Constants.PASSWORD.equals(grant)
        && session.getNote(AuthenticationManager.AUTH_TIME) == null) {
      session.setNote(PASSWORD_CHECKED_AT, String.valueOf(session.getStarted()));
    }
  }

  private static Optional<Login> passwordChecked(UserSessionModel session) {
    try {
      return Optional.ofNullable(session.getNote(PASSWORD_CHECKED_AT))
          .map(seconds -> new Login.At(Instant.ofEpochSecond(Long.parseLong(seconds))));
    } catch (NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}
