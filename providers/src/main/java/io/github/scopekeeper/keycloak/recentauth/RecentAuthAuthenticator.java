package io.github.scopekeeper.keycloak.recentauth;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Demands a recent login where the requested scopes need one. */
class RecentAuthAuthenticator implements Authenticator {

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    RecentLoginDemand.decide(
        context.getSession(),
        context.getAuthenticationSession(),
        () -> RecentAuthConfig.defaultMaxAge(context.getAuthenticatorConfig()));
    context.success();
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
