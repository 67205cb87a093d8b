package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.resource.RealmResourceFactory;

/** Puts the resource under {@code /realms/{realm}/scope-catalog}. */
public final class ScopeCatalogFactory extends RealmResourceFactory {

  static final String ID = "scope-catalog";

  public ScopeCatalogFactory() {
    super(ID, ScopeCatalogResource::new);
  }
}
