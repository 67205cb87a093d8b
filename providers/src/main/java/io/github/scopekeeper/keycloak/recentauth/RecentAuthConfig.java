package io.github.scopekeeper.keycloak.recentauth;

import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The authenticator's settings. */
final class RecentAuthConfig {

  private static final Logger LOG = Logger.getLogger(RecentAuthConfig.class);
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

  /** The setting, or the default where there is none or one that is no number. */
  static Duration defaultMaxAge(AuthenticatorConfigModel model) {
    Map<String, String> config = model == null ? null : model.getConfig();
    String value = config == null ? null : config.get(DEFAULT_MAX_AGE);
    if (value == null || value.isBlank()) {
      return RecentAuthPolicy.DEFAULT_MAX_AGE;
    }
    try {
      return Duration.ofSeconds(Math.max(1, Integer.parseInt(value.strip())));
    } catch (NumberFormatException e) {
      LOG.warnf(
          "Authenticator %s: \"%s\" is no number of seconds, so %d is taken. Mend it in the flow.",
          model.getAlias(), value, RecentAuthPolicy.DEFAULT_MAX_AGE.toSeconds());
      return RecentAuthPolicy.DEFAULT_MAX_AGE;
    }
  }
}
