package io.github.scopekeeper.keycloak.recentauth;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticator;

/**
 * The step where it stands as required beside alternatives. Keycloak would ignore these and let
 * nobody in; a condition it counts neither as required nor as alternative, so that the alternatives
 * run. The login's demand is then decided when somebody asks for it ({@link RecentLoginDemand}).
 */
final class MisplacedRecentAuth extends RecentAuthAuthenticator
    implements ConditionalAuthenticator {

  @Override
  public boolean matchCondition(AuthenticationFlowContext context) {
    return true;
  }
}
