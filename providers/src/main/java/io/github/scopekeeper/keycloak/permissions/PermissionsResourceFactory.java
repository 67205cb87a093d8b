package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.keycloak.account.AccountPages;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** {@code /realms/<realm>/scope-permissions}: an address for links and bookmarks. */
public final class PermissionsResourceFactory implements RealmResourceProviderFactory {

  @Override
  public String getId() {
    return AccountPages.PERMISSIONS;
  }

  @Override
  public RealmResourceProvider create(KeycloakSession session) {
    return new RealmResourceProvider() {
      @Override
      public Object getResource() {
        return new PermissionsResource(session);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
