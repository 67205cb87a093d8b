package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.LoginProof;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.notice.AdminNotice;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Remembers how a session's login was proven. Keycloak notes for a login through an identity
 * provider the moment at which the user came back.
 */
public final class LoginNotes {

  /** Session note: a {@link LoginProof}. */
  private static final String PROOF = "scopekeeper.login.proof";

  /** Authentication note: an identity provider's alias and its {@code auth_time}. */
  private static final String SAID = "scopekeeper.provider.auth.time";

  private LoginNotes() {}

  /** An identity provider has answered; it may have said when the user logged in there. */
  public static void providerAnswered(
      AuthenticationSessionModel login, String alias, Optional<String> authTime) {
    login.setAuthNote(SAID, authTime.orElse("") + " " + alias);
  }

  /**
   * A user has logged in, and Keycloak has noted the time.
   *
   * @param withSession whether the session was enough and nobody proved anything now
   */
  public static void loggedIn(
      KeycloakSession keycloak,
      AuthenticationSessionModel login,
      UserSessionModel session,
      boolean withSession) {
    boolean demanded = RecentLoginDemand.of(keycloak, login).isPresent();
    if (!withSession) {
      authTime(session).ifPresent(time -> note(login, session, time, demanded));
    }
    if (demanded) {
      settle(session);
    }
  }

  private static void note(
      AuthenticationSessionModel login, UserSessionModel session, long authTime, boolean demanded) {
    LoginProof proof = proof(login, authTime);
    if (demanded && proof.proven().isEmpty()) {
      provider(login).ifPresent(alias -> report(login, alias));
    }
    setProof(session, proof.after(proof(session)));
  }

  /** Where a scope demanded a recent login, tokens tell of what was proven. */
  private static void settle(UserSessionModel session) {
    if (of(session).orElse(null) instanceof Login.At at) {
      settle(session, at.time().getEpochSecond());
    }
  }

  private static void settle(UserSessionModel session, long proven) {
    if (!authTime(session).equals(Optional.of(proven))) {
      session.setNote(AuthenticationManager.AUTH_TIME, String.valueOf(proven));
      setProof(session, LoginProof.here(proven));
    }
  }

  private static void report(AuthenticationSessionModel login, String alias) {
    AdminNotice.once(
        ("Realm %s: identity provider \"%s\" does not prove when its users logged in (no usable"
                + " auth_time in its answer). A login through it is never recent, so scopes that"
                + " require a recent login are left out. Let the provider send auth_time, or give"
                + " these users another way to log in.")
            .formatted(login.getRealm().getName(), alias));
  }

  private static LoginProof proof(AuthenticationSessionModel login, long authTime) {
    return provider(login)
        .map(
            alias ->
                LoginProof.byProvider(authTime, said(login, alias), ServerClock.INSTANCE.instant()))
        .orElseGet(() -> LoginProof.here(authTime));
  }

  /** The identity provider that this login came through. */
  private static Optional<String> provider(AuthenticationSessionModel login) {
    return Optional.ofNullable(login.getUserSessionNotes().get(Details.IDENTITY_PROVIDER));
  }

  /** What another provider has said in the same login does not count. */
  private static Optional<String> said(AuthenticationSessionModel login, String alias) {
    return Optional.ofNullable(login.getAuthNote(SAID))
        .map(note -> note.split(" ", 2))
        .filter(parts -> parts[1].equals(alias))
        .map(parts -> parts[0]);
  }

  /** Empty where the session has no time of a login. */
  static Optional<Login> of(UserSessionModel session) {
    boolean throughProvider = session.getNote(Details.IDENTITY_PROVIDER) != null;
    return authTime(session).map(time -> LoginProof.login(time, proof(session), throughProvider));
  }

  private static Optional<LoginProof> proof(UserSessionModel session) {
    return LoginProof.parse(session.getNote(PROOF));
  }

  private static void setProof(UserSessionModel session, LoginProof proof) {
    session.setNote(PROOF, proof.text());
  }

  private static Optional<Long> authTime(UserSessionModel session) {
    try {
      return Optional.ofNullable(session.getNote(AuthenticationManager.AUTH_TIME))
          .map(Long::valueOf);
    } catch (NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}
