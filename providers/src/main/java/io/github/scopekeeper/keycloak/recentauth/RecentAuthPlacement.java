package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.keycloak.notice.AdminNotice;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Where an admin has put the step in a flow. */
final class RecentAuthPlacement {

  private static final int MAX_DEPTH = 5;

  private RecentAuthPlacement() {}

  /** As a copied browser flow has it with nothing but the step added on top. */
  static boolean isBesideAlternatives(AuthenticationSessionModel login) {
    AuthenticationFlowModel flow = AuthenticationFlowResolver.resolveBrowserFlow(login);
    return flow != null && misplaced(login.getRealm(), flow.getId(), MAX_DEPTH).isPresent();
  }

  /** Tells the admin, once, how to fix the flow. */
  static void report(AuthenticationSessionModel login) {
    AuthenticationFlowModel flow = AuthenticationFlowResolver.resolveBrowserFlow(login);
    AdminNotice.fault(
        ("Realm %s, authentication flow \"%s\": \"Recent login for scopes\" is Required beside"
                + " Alternative executions, which Keycloak would ignore, so that no user could log"
                + " in. The step is treated as absent there and the alternatives run; scopes that"
                + " need a recent login stay protected. To fix the flow, move everything but the"
                + " step into one sub-flow, put it after the step, and set both to Required.")
            .formatted(login.getRealm().getName(), flow.getAlias()));
  }

  private static Optional<AuthenticationExecutionModel> misplaced(
      RealmModel realm, String flowId, int depth) {
    List<AuthenticationExecutionModel> level =
        realm
            .getAuthenticationExecutionsStream(flowId)
            .filter(AuthenticationExecutionModel::isEnabled)
            .toList();
    Optional<AuthenticationExecutionModel> here =
        level.stream().filter(RecentAuthPlacement::isTheStep).findFirst();
    boolean onlyRequired =
        level.stream().filter(e -> !e.isAlternative()).allMatch(RecentAuthPlacement::isTheStep);
    boolean alternatives = level.stream().anyMatch(AuthenticationExecutionModel::isAlternative);
    if (here.isPresent() && onlyRequired && alternatives) {
      return here;
    }
    return level.stream()
        .filter(execution -> depth > 1 && execution.isAuthenticatorFlow())
        .flatMap(execution -> misplaced(realm, execution.getFlowId(), depth - 1).stream())
        .findFirst();
  }

  private static boolean isTheStep(AuthenticationExecutionModel execution) {
    return RecentAuthAuthenticatorFactory.ID.equals(execution.getAuthenticator());
  }
}
