package io.github.scopekeeper.keycloak.catalog;

import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperContainerModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.ProtocolMapperConfigException;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * What a client scope means, as a protocol mapper: because Keycloak's admin console draws its form,
 * and exports and imports it with the realm.
 */
public class ScopeCatalogEntryMapper extends AbstractOIDCProtocolMapper {

  public static final String ID = "scope-catalog-entry";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayType() {
    return "Scope catalog entry";
  }

  @Override
  public String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public String getHelpText() {
    return "What this client scope means: its label, category and risk, what it includes, and"
        + " whether it needs a recent login. One entry a client scope.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return CatalogEntryForm.FIELDS;
  }

  @Override
  public void validateConfig(
      KeycloakSession session,
      RealmModel realm,
      ProtocolMapperContainerModel container,
      ProtocolMapperModel entry)
      throws ProtocolMapperConfigException {
    try {
      new CatalogEntryCheck(realm).check(container, entry);
    } catch (IllegalArgumentException e) {
      throw new RefusedSave(e.getMessage());
    }
  }
}
