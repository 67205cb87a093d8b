package io.github.scopekeeper.keycloak.catalog;

import io.github.scopekeeper.core.catalog.Ownership;
import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeAction;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.models.Constants;
import org.keycloak.models.ProtocolMapperModel;

/** The one reader of an entry's configuration: its keys, and what may stand behind them. */
final class CatalogEntryConfig {

  static final String LABEL = "label";
  static final String DESCRIPTION = "description";
  static final String CATEGORY = "category";
  static final String RESOURCE = "resource";
  static final String ACTION = "action";
  static final String OWNERSHIP = "ownership";
  static final String RISK = "risk";
  static final String PRIVILEGED = "privileged";
  static final String REQUIRES_REAUTH = "requires.reauth";
  static final String MAX_AUTH_AGE = "max.auth.age";
  static final String IMPLIES = "implies";
  static final String ALIASES = "aliases";

  private final Map<String, String> values;

  private CatalogEntryConfig(Map<String, String> values) {
    this.values = values == null ? Map.of() : values;
  }

  /**
   * @throws IllegalArgumentException with a sentence that tells an admin what to mend
   */
  static ScopeDefinition definition(String scope, ProtocolMapperModel entry) {
    return new CatalogEntryConfig(entry.getConfig()).definition(scope);
  }

  private ScopeDefinition definition(String scope) {
    return ScopeDefinition.named(scope)
        .label(values.get(LABEL))
        .description(values.get(DESCRIPTION))
        .category(values.get(CATEGORY))
        .resource(values.get(RESOURCE))
        .action(oneOf(ScopeAction.class, ACTION).orElse(null))
        .ownership(oneOf(Ownership.class, OWNERSHIP).orElse(null))
        .risk(oneOf(RiskLevel.class, RISK).orElse(RiskLevel.LOW))
        .privileged(flag(PRIVILEGED))
        .requiresReauthentication(flag(REQUIRES_REAUTH))
        .maxAuthenticationAge(seconds().orElse(null))
        .implies(names(IMPLIES))
        .aliases(names(ALIASES))
        .build();
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private <E extends Enum<E>> Optional<E> oneOf(Class<E> type, String key) {
    return text(key)
        .map(
            value ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "%s: \"%s\" is none of %s."
                                    .formatted(key, value, String.join(", ", names(type))))));
  }

  static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private boolean flag(String key) {
    return text(key)
        .map(
            value ->
                switch (value.toLowerCase(Locale.ROOT)) {
                  case "true", "on" -> true;
                  case "false", "off" -> false;
                  default ->
                      throw new IllegalArgumentException(
                          "%s: \"%s\" is neither true nor false.".formatted(key, value));
                })
        .orElse(false);
  }

  private Optional<Duration> seconds() {
    return text(MAX_AUTH_AGE)
        .map(
            value -> {
              try {
                return Duration.ofSeconds(Integer.parseInt(value));
              } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                    "%s: \"%s\" is no number of seconds.".formatted(MAX_AUTH_AGE, value));
              }
            });
  }

  private List<ScopeName> names(String key) {
    return text(key).stream()
        .flatMap(value -> Arrays.stream(value.split(Constants.CFG_DELIMITER)))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .map(ScopeName::of)
        .collect(Collectors.toList());
  }
}
