package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.keycloak.notice.AdminNotice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The authenticator's settings. */
public final class RecentAuthConfig {

  private static final int MAX_DEPTH = 5;
  private static final String DEFAULT_MAX_AGE = "default.max.auth.age";

  static final List<ProviderConfigProperty> PROPERTIES =
      ProviderConfigurationBuilder.create()
          .property()
          .name(DEFAULT_MAX_AGE)
          .label("Maximum age of the login")
          .helpText(
              "In seconds, at least 1: how old a login may be for scopes that require a recent one"
                  + " and do not say how recent.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .defaultValue(String.valueOf(RecentAuthPolicy.DEFAULT_MAX_AGE.toSeconds()))
          .add()
          .build();

  private RecentAuthConfig() {}

  /**
   * How old a login may be for scopes of this client that do not say: as the authenticator in the
   * client's own browser flow says, or else the one in the realm's.
   */
  public static Duration defaultMaxAge(ClientModel client) {
    RealmModel realm = client.getRealm();
    String own =
        client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.BROWSER_BINDING);
    return Stream.of(own, realm.getBrowserFlow().getId())
        .filter(Objects::nonNull)
        .flatMap(flow -> executions(realm, flow, MAX_DEPTH))
        .filter(execution -> RecentAuthAuthenticatorFactory.ID.equals(execution.getAuthenticator()))
        .findFirst()
        .map(AuthenticationExecutionModel::getAuthenticatorConfig)
        .map(realm::getAuthenticatorConfigById)
        .map(RecentAuthConfig::defaultMaxAge)
        .orElse(RecentAuthPolicy.DEFAULT_MAX_AGE);
  }

  private static Stream<AuthenticationExecutionModel> executions(
      RealmModel realm, String flowId, int depth) {
    return depth == 0
        ? Stream.empty()
        : realm
            .getAuthenticationExecutionsStream(flowId)
            .filter(AuthenticationExecutionModel::isEnabled)
            .flatMap(
                execution ->
                    execution.isAuthenticatorFlow()
                        ? executions(realm, execution.getFlowId(), depth - 1)
                        : Stream.of(execution));
  }

  /** The setting, or the default where there is none or one that is no number. */
  static Duration defaultMaxAge(AuthenticatorConfigModel model) {
    Map<String, String> config = model == null ? null : model.getConfig();
    String value = config == null ? null : config.get(DEFAULT_MAX_AGE);
    if (value == null || value.isBlank()) {
      return RecentAuthPolicy.DEFAULT_MAX_AGE;
    }
    try {
      int seconds = Integer.parseInt(value.strip());
      return Duration.ofSeconds(
          Math.min(Math.max(1, seconds), ScopeDefinition.LONGEST_MAX_AGE.toSeconds()));
    } catch (NumberFormatException e) {
      AdminNotice.once(
          "Authenticator %s: \"%s\" is no number of seconds, so %d is taken. Mend it in the flow."
              .formatted(model.getAlias(), value, RecentAuthPolicy.DEFAULT_MAX_AGE.toSeconds()));
      return RecentAuthPolicy.DEFAULT_MAX_AGE;
    }
  }
}
