package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.core.catalog.ScopeName;
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
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Demands a recent login where the requested scopes need one. It does so as OpenID Connect's {@code
 * max_age}, so that Keycloak's own authenticators ask again for whatever the realm uses.
 */
final class RecentAuthAuthenticator implements Authenticator {

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    Map<ScopeName, ClientScopeModel> requested = requested(context);
    RecentAuthPolicy policy =
        new RecentAuthPolicy(
            new CatalogReader(context.getRealm()).touching(requested.values()),
            () -> RecentAuthConfig.defaultMaxAge(context.getAuthenticatorConfig()),
            ServerClock.INSTANCE);
    if (policy.maxAge(requested.keySet()).isPresent()) {
      requested.keySet().removeAll(withheld(context));
      policy
          .maxAge(requested.keySet())
          .ifPresent(maxAge -> demand(context.getAuthenticationSession(), maxAge));
    }
    context.success();
  }

  /** Nobody is asked to log in for a scope that they said no to and will not get. */
  private static Set<ScopeName> withheld(AuthenticationFlowContext context) {
    AuthenticationManager.AuthResult signedIn =
        AuthenticationManager.authenticateIdentityCookie(
            context.getSession(), context.getRealm(), true);
    return signedIn == null
        ? Set.of()
        : Withheld.from(context.getSession(), context.getAuthenticationSession(), userOf(signedIn));
  }

  /** In Keycloak 26.4 this accessor is the only one. */
  @SuppressWarnings("removal")
  private static UserModel userOf(AuthenticationManager.AuthResult signedIn) {
    return signedIn.getUser();
  }

  private static Map<ScopeName, ClientScopeModel> requested(AuthenticationFlowContext context) {
    AuthenticationSessionModel login = context.getAuthenticationSession();
    String scope = RequestedScope.of(login);
    AssignedScopes assigned = AssignedScopes.of(login.getClient(), context.getUser());
    Stream<ClientScopeModel> known =
        TokenManager.getRequestedClientScopes(
            context.getSession(), scope, login.getClient(), context.getUser());
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

  @Override
  public void action(AuthenticationFlowContext context) {
    context.success();
  }

  @Override
  public boolean requiresUser() {
    return false;
  }

  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return true;
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

  @Override
  public void close() {}
}
