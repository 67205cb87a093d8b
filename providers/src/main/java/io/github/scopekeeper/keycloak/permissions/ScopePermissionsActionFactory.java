package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.keycloak.account.AccountPages;
import org.keycloak.Config;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Its one setting, how old a login may be, is Keycloak's own for every such action. */
public final class ScopePermissionsActionFactory implements RequiredActionFactory {

  public static final String ID = AccountPages.PERMISSIONS;

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public String getDisplayText() {
    return "Scope permissions";
  }

  @Override
  public RequiredActionProvider create(KeycloakSession session) {
    return new ScopePermissionsAction();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
