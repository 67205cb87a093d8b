package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * What one client wants different from its realm.
 *
 * @param usersChoose whether users choose single scopes; empty: as the realm says
 * @param required scopes that the client cannot work without
 * @param includeGranted whether a request may include what was granted before; empty: as its kind
 *     of client
 */
record ClientConsentConfig(
    Optional<Boolean> usersChoose, Set<ScopeName> required, Optional<Boolean> includeGranted) {

  private static final String USERS_CHOOSE = "users.choose";
  private static final String REQUIRED_SCOPES = "required.scopes";
  private static final String INCLUDE_GRANTED = "include.granted.scopes";
  private static final List<String> CHOOSE_OPTIONS = List.of("inherit", "on", "off");
  private static final List<String> INCLUDE_OPTIONS = List.of("default", "on", "off");

  static final List<ProviderConfigProperty> PROPERTIES =
      ProviderConfigurationBuilder.create()
          .property()
          .name(USERS_CHOOSE)
          .label("Users choose single scopes")
          .helpText(
              "inherit: as the required action \"Scope consent\" says for the realm. off: for"
                  + " clients that fail when a scope they asked for is missing.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(CHOOSE_OPTIONS)
          .defaultValue("inherit")
          .add()
          .property()
          .name(REQUIRED_SCOPES)
          .label("Required scopes")
          .helpText(
              "Scopes that this client cannot work without. Users see them locked and can only"
                  + " refuse them together with everything.")
          .type(ProviderConfigProperty.MULTIVALUED_STRING_TYPE)
          .add()
          .property()
          .name(INCLUDE_GRANTED)
          .label("Include granted scopes")
          .helpText(
              "Whether include_granted_scopes=true widens this client's tokens by what the user"
                  + " granted it before. default: confidential clients may, public ones not. Think"
                  + " twice before on for a public client: another app can pretend to be it.")
          .type(ProviderConfigProperty.LIST_TYPE)
          .options(INCLUDE_OPTIONS)
          .defaultValue("default")
          .add()
          .build();

  static ClientConsentConfig of(ClientModel client) {
    return client.getProtocolMapperByType(ScopeConsentSettingsMapper.ID).stream()
        .findFirst()
        .map(ClientConsentConfig::of)
        .orElseGet(() -> new ClientConsentConfig(Optional.empty(), Set.of(), Optional.empty()));
  }

  static ClientConsentConfig of(ProtocolMapperModel settings) {
    Map<String, String> config = settings.getConfig() == null ? Map.of() : settings.getConfig();
    Set<ScopeName> required =
        Arrays.stream(config.getOrDefault(REQUIRED_SCOPES, "").split(Constants.CFG_DELIMITER))
            .map(String::strip)
            .flatMap(name -> ScopeName.parse(name).stream())
            .collect(Collectors.toUnmodifiableSet());
    return new ClientConsentConfig(
        onOff(config, USERS_CHOOSE), required, onOff(config, INCLUDE_GRANTED));
  }

  /**
   * @throws IllegalArgumentException with a sentence that tells an admin what to mend
   */
  static void check(ProtocolMapperModel settings) {
    Map<String, String> config = settings.getConfig() == null ? Map.of() : settings.getConfig();
    check(config, USERS_CHOOSE, CHOOSE_OPTIONS);
    check(config, INCLUDE_GRANTED, INCLUDE_OPTIONS);
  }

  private static void check(Map<String, String> config, String key, List<String> options) {
    String value = config.getOrDefault(key, "");
    if (!value.isEmpty() && !options.contains(value)) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is none of %s.".formatted(key, value, String.join(", ", options)));
    }
  }

  private static Optional<Boolean> onOff(Map<String, String> config, String key) {
    return Optional.ofNullable(config.get(key))
        .filter(value -> "on".equals(value) || "off".equals(value))
        .map("on"::equals);
  }

  ConsentRules over(ConsentRules realm) {
    return new ConsentRules(
        realm.denialPeriod(),
        usersChoose.orElse(realm.usersChoose()),
        realm.preticked(),
        realm.confirmHighRisk());
  }
}
