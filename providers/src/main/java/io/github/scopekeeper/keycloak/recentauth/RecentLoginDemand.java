package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.AuthenticationAge;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.RequestedScope;
import io.github.scopekeeper.keycloak.consent.Withheld;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/**
 * How recent a login the requested scopes need. It is demanded as OpenID Connect's {@code max_age},
 * so that Keycloak's own authenticators ask again for whatever the realm uses.
 */
public final class RecentLoginDemand {

  /** Client note: in seconds; empty: nothing is demanded; absent: the step has not run. */
  private static final String DEMANDED = "scopekeeper.recent.login";

  private RecentLoginDemand() {}

  /** What the login under way has to meet; empty: any login will do. */
  public static Optional<Duration> of(KeycloakSession session, AuthenticationSessionModel login) {
    if (login.getClientNote(DEMANDED) == null && RecentAuthPlacement.isBesideAlternatives(login)) {
      decide(session, login, () -> RecentAuthConfig.defaultMaxAge(login.getClient()));
    }
    return Optional.ofNullable(login.getClientNote(DEMANDED))
        .filter(seconds -> !seconds.isEmpty())
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** Whether the session's login is too old; without a session, whether one is needed at all. */
  public static boolean isUnmet(
      KeycloakSession session, AuthenticationSessionModel login, UserSessionModel userSession) {
    return of(session, login)
        .filter(
            maxAge ->
                userSession == null
                    || !AuthenticationAge.isWithin(
                        SessionLogin.of(session, userSession), maxAge, ServerClock.INSTANCE))
        .isPresent();
  }

  /** Whether the {@code max_age} of the login under way is ours and not the client's. */
  public static boolean isOurs(KeycloakSession session, AuthenticationSessionModel login) {
    return of(session, login)
        .map(maxAge -> String.valueOf(maxAge.toSeconds()))
        .filter(ours -> ours.equals(login.getClientNote(OIDCLoginProtocol.MAX_AGE_PARAM)))
        .isPresent();
  }

  /** The client wants an answer without any page. */
  public static boolean isPassive(AuthenticationSessionModel login) {
    return TokenUtil.hasPrompt(
        login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM), OIDCLoginProtocol.PROMPT_VALUE_NONE);
  }

  /** Decides what this login has to meet, and notes it. */
  static void decide(
      KeycloakSession session, AuthenticationSessionModel login, Supplier<Duration> defaultMaxAge) {
    Optional<Duration> maxAge = maxAge(session, login, defaultMaxAge);
    login.setClientNote(DEMANDED, maxAge.map(age -> String.valueOf(age.toSeconds())).orElse(""));
    maxAge.ifPresent(age -> demand(login, age));
  }

  private static Optional<Duration> maxAge(
      KeycloakSession session, AuthenticationSessionModel login, Supplier<Duration> defaultMaxAge) {
    Map<ScopeName, ClientScopeModel> requested = requested(session, login);
    RecentAuthPolicy policy =
        new RecentAuthPolicy(
            new CatalogReader(login.getRealm()).touching(requested.values()),
            defaultMaxAge,
            ServerClock.INSTANCE);
    Optional<Duration> maxAge = policy.maxAge(requested.keySet());
    if (maxAge.isPresent() && requested.keySet().removeAll(withheld(session, login))) {
      return policy.maxAge(requested.keySet());
    }
    return maxAge;
  }

  /** Nobody is asked to log in for a scope that they said no to and will not get. */
  private static Set<ScopeName> withheld(
      KeycloakSession session, AuthenticationSessionModel login) {
    AuthenticationManager.AuthResult signedIn =
        AuthenticationManager.authenticateIdentityCookie(session, login.getRealm(), true);
    return signedIn == null ? Set.of() : Withheld.from(session, login, userOf(signedIn));
  }

  /** In Keycloak 26.4 this accessor is the only one. */
  @SuppressWarnings("removal")
  private static UserModel userOf(AuthenticationManager.AuthResult signedIn) {
    return signedIn.getUser();
  }

  private static Map<ScopeName, ClientScopeModel> requested(
      KeycloakSession session, AuthenticationSessionModel login) {
    String scope = RequestedScope.of(login);
    UserModel user = login.getAuthenticatedUser();
    AssignedScopes assigned = AssignedScopes.of(login.getClient(), user);
    Stream<ClientScopeModel> known =
        TokenManager.getRequestedClientScopes(session, scope, login.getClient(), user);
    Stream<ClientScopeModel> withParameter =
        Arrays.stream(scope.split(" ")).flatMap(token -> assigned.behind(token).stream());
    Map<ScopeName, ClientScopeModel> requested = new LinkedHashMap<>();
    Stream.concat(known, withParameter)
        .filter(s -> !(s instanceof ClientModel))
        .forEach(s -> ScopeName.parse(s.getName()).ifPresent(name -> requested.put(name, s)));
    return requested;
  }

  /** The client may ask for a newer login than we do, never for an older one. */
  private static void demand(AuthenticationSessionModel login, Duration maxAge) {
    String asked = login.getClientNote(OIDCLoginProtocol.MAX_AGE_PARAM);
    if (asked == null || Long.parseLong(asked) > maxAge.toSeconds()) {
      login.setClientNote(OIDCLoginProtocol.MAX_AGE_PARAM, String.valueOf(maxAge.toSeconds()));
    }
  }
}
