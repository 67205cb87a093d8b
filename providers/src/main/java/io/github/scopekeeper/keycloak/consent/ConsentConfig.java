package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.ConsentRules;
import io.github.scopekeeper.core.consent.Preticked;
import io.github.scopekeeper.keycloak.catalog.CatalogAccess;
import io.github.scopekeeper.keycloak.notice.AdminNotice;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The realm's settings of the required action: its keys, and what may stand behind them. */
final class ConsentConfig {

  static final String DENIAL_DAYS = "denial.days";
  static final String USERS_CHOOSE = "users.choose";
  static final String PRETICKED = "preticked";
  static final String CONFIRM_HIGH_RISK = "confirm.high.risk";
  static final String APP_WORDS = "app.words";
  static final String CATALOG_ACCESS = "catalog.access";

  static final String GRANTS_MAX = "grants.max";

  private static final int MAX_DAYS = 3650;
  private static final int DEFAULT_GRANTS = 100;
  private static final int MAX_GRANTS = 10_000;

  static final List<ProviderConfigProperty> PROPERTIES =
      ProviderConfigurationBuilder.create()
          .property()
          .name(DENIAL_DAYS)
          .label("Days until a denied scope is asked again")
          .helpText(
              "For so many days a user who said no to a scope is left in peace: the app gets its"
                  + " token without it. 0: ask every time.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .defaultValue("7")
          .add()
          .property()
          .name(USERS_CHOOSE)
          .label("Users choose single scopes")
          .helpText(
              "On: optional scopes can be allowed one by one. Off: all or nothing. A client can"
                  + " differ, by a mapper \"Scope consent settings\".")
          .type(ProviderConfigProperty.BOOLEAN_TYPE)
          .defaultValue(true)
          .add()
          .property()
          .name(PRETICKED)
          .label("Boxes that start ticked")
          .helpText("By risk. Scopes without a catalog entry count as medium; high never is.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(Arrays.stream(Preticked.values()).map(ConsentConfig::spelled).toList())
          .defaultValue(spelled(Preticked.LOW_AND_MEDIUM))
          .add()
          .property()
          .name(CONFIRM_HIGH_RISK)
          .label("Confirm high risk")
          .helpText("On: allowing something of high risk takes one more click on a second page.")
          .type(ProviderConfigProperty.BOOLEAN_TYPE)
          .defaultValue(true)
          .add()
          .property()
          .name(APP_WORDS)
          .label("The app's own words")
          .helpText(
              "Whether the page quotes what an app says of its request (scope_feature and"
                  + " scope_reason). authenticated: only where the request is pushed by a"
                  + " confidential client or signed, so that nobody else can have written it.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(Arrays.stream(AppWordsFrom.values()).map(ConsentConfig::spelled).toList())
          .defaultValue(spelled(AppWordsFrom.ALWAYS))
          .add()
          .property()
          .name(CATALOG_ACCESS)
          .label("Who may read the scope catalog")
          .helpText(
              "The catalog at /realms/<realm>/scope-catalog tells APIs and apps what scopes mean."
                  + " public: anybody may read it, as the realm's metadata. authenticated: only with"
                  + " an access token of this realm. Scopes that are not in the metadata are not in"
                  + " it either.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(Arrays.stream(CatalogAccess.values()).map(ConsentConfig::spelled).toList())
          .defaultValue(spelled(CatalogAccess.PUBLIC))
          .add()
          .property()
          .name(GRANTS_MAX)
          .label("Maximum grants of a user and client")
          .helpText(
              "For clients that use grant management. A further grant takes the place of the one"
                  + " that was used least recently, whose refresh tokens end.")
          .type(ProviderConfigProperty.STRING_TYPE)
          .defaultValue(String.valueOf(DEFAULT_GRANTS))
          .add()
          .build();

  private ConsentConfig() {}

  /** The rules that the settings make; a setting that cannot be read counts as not set. */
  static ConsentRules rules(RequiredActionConfigModel config) {
    ConsentRules defaults = ConsentRules.DEFAULTS;
    return new ConsentRules(
        readable(config, DENIAL_DAYS, ConsentConfig::days).orElse(defaults.denialPeriod()),
        readable(config, USERS_CHOOSE, v -> flag(USERS_CHOOSE, v)).orElse(defaults.usersChoose()),
        readable(config, PRETICKED, v -> oneOf(Preticked.class, PRETICKED, v))
            .orElse(defaults.preticked()),
        readable(config, CONFIRM_HIGH_RISK, v -> flag(CONFIRM_HIGH_RISK, v))
            .orElse(defaults.confirmHighRisk()));
  }

  /** What cannot be read shows nothing. */
  static AppWordsFrom appWords(RequiredActionConfigModel config) {
    return value(config, APP_WORDS).isEmpty()
        ? AppWordsFrom.ALWAYS
        : readable(config, APP_WORDS, v -> oneOf(AppWordsFrom.class, APP_WORDS, v))
            .orElse(AppWordsFrom.NEVER);
  }

  /** What cannot be read opens nothing. */
  static CatalogAccess catalogAccess(RequiredActionConfigModel config) {
    return value(config, CATALOG_ACCESS).isEmpty()
        ? CatalogAccess.PUBLIC
        : readable(config, CATALOG_ACCESS, v -> oneOf(CatalogAccess.class, CATALOG_ACCESS, v))
            .orElse(CatalogAccess.AUTHENTICATED);
  }

  private static <T> Optional<T> readable(
      RequiredActionConfigModel config, String key, Function<String, T> reader) {
    try {
      return value(config, key).map(reader);
    } catch (IllegalArgumentException e) {
      AdminNotice.once(
          "Required action %s: %s".formatted(ScopeConsentActionFactory.ID, e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence that tells an admin what to mend
   */
  static void check(RequiredActionConfigModel config) {
    value(config, DENIAL_DAYS).ifPresent(ConsentConfig::days);
    value(config, GRANTS_MAX).ifPresent(ConsentConfig::grants);
    value(config, PRETICKED).ifPresent(value -> oneOf(Preticked.class, PRETICKED, value));
    value(config, APP_WORDS).ifPresent(value -> oneOf(AppWordsFrom.class, APP_WORDS, value));
    value(config, CATALOG_ACCESS)
        .ifPresent(value -> oneOf(CatalogAccess.class, CATALOG_ACCESS, value));
    value(config, USERS_CHOOSE).ifPresent(value -> flag(USERS_CHOOSE, value));
    value(config, CONFIRM_HIGH_RISK).ifPresent(value -> flag(CONFIRM_HIGH_RISK, value));
  }

  private static Optional<String> value(RequiredActionConfigModel config, String key) {
    return config == null || config.getConfig() == null
        ? Optional.empty()
        : Optional.ofNullable(config.getConfigValue(key))
            .map(String::strip)
            .filter(v -> !v.isEmpty());
  }

  static int mostGrants(RequiredActionConfigModel config) {
    return readable(config, GRANTS_MAX, ConsentConfig::grants).orElse(DEFAULT_GRANTS);
  }

  private static Duration days(String value) {
    return number(value, 0, MAX_DAYS)
        .map(Duration::ofDays)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: \"%s\" is no number of days from 0 to %d."
                        .formatted(DENIAL_DAYS, value, MAX_DAYS)));
  }

  private static int grants(String value) {
    return number(value, 1, MAX_GRANTS)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: \"%s\" is not a number from 1 to %d."
                        .formatted(GRANTS_MAX, value, MAX_GRANTS)));
  }

  private static Optional<Integer> number(String value, int least, int most) {
    try {
      return Optional.of(Integer.parseInt(value)).filter(n -> n >= least && n <= most);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean flag(String key, String value) {
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(value);
    }
    throw new IllegalArgumentException(
        "%s: \"%s\" is neither true nor false.".formatted(key, value));
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String key, String value) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spelled(constant).equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("%s: \"%s\" is unknown.".formatted(key, value)));
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
