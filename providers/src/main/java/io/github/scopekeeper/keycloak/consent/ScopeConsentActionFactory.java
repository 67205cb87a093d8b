package io.github.scopekeeper.keycloak.consent;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.ModelValidationException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.provider.ProviderConfigProperty;

public final class ScopeConsentActionFactory implements RequiredActionFactory {

  public static final String ID = "scope-consent";

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Scope consent";
  }

  @Override
  public List<ProviderConfigProperty> getConfigMetadata() {
    return ConsentConfig.PROPERTIES;
  }

  @Override
  public void validateConfig(
      KeycloakSession session, RealmModel realm, RequiredActionConfigModel config) {
    try {
      ConsentConfig.check(config);
    } catch (IllegalArgumentException e) {
      throw new ModelValidationException(e.getMessage());
    }
  }

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return new ScopeConsentAction();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
