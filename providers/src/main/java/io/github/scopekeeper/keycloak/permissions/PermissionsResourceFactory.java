package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.keycloak.account.AccountPages;
import io.github.scopekeeper.keycloak.resource.RealmResourceFactory;

/** {@code /realms/<realm>/scope-permissions}: an address for links and bookmarks. */
public final class PermissionsResourceFactory extends RealmResourceFactory {

  public PermissionsResourceFactory() {
    super(AccountPages.PERMISSIONS, PermissionsResource::new);
  }
}
