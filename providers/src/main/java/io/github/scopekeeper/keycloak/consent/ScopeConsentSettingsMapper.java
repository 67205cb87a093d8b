package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.RefusedSave;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * What one client wants different from its realm, as a protocol mapper on the client: because
 * Keycloak's admin console draws its form, and exports and imports it with the realm.
 */
public class ScopeConsentSettingsMapper extends AbstractOIDCProtocolMapper {

  public static final String ID = "scope-consent-settings";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayType() {
    return "Scope consent settings";
  }

  @Override
  public String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public String getHelpText() {
    return "For this client only: whether users choose single scopes on the consent page, and which"
        + " scopes it cannot work without.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return ClientConsentConfig.PROPERTIES;
  }

  @Override
  public void validateConfig(
      KeycloakSession session,
      RealmModel realm,
      ProtocolMapperContainerModel container,
      ProtocolMapperModel settings)
      throws ProtocolMapperConfigException {
    if (!(container instanceof ClientModel client)) {
      throw new RefusedSave(
          "Scope consent settings belong on a client: add them to its dedicated scope.");
    }
    boolean second =
        client.getProtocolMapperByType(ID).stream()
            .anyMatch(other -> !other.getId().equals(settings.getId()));
    if (second) {
      throw new RefusedSave("This client has scope consent settings already: change those.");
    }
    try {
      ClientConsentConfig.check(settings);
    } catch (IllegalArgumentException e) {
      throw new RefusedSave(e.getMessage());
    }
    String unassigned = unassigned(client, ClientConsentConfig.of(settings).required());
    if (!unassigned.isEmpty()) {
      throw new RefusedSave("Required scopes: not assigned to this client: " + unassigned);
    }
  }

  private static String unassigned(ClientModel client, Set<ScopeName> required) {
    Set<String> assigned =
        Arrays.asList(true, false).stream()
            .flatMap(isDefault -> client.getClientScopes(isDefault).keySet().stream())
            .collect(Collectors.toSet());
    return required.stream()
        .map(ScopeName::value)
        .filter(name -> !assigned.contains(name))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
