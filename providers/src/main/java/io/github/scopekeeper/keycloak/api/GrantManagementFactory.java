package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.resource.RealmResourceFactory;

/** Puts the resource under {@code /realms/{realm}/grant-management}. */
public final class GrantManagementFactory extends RealmResourceFactory {

  public static final String ID = "grant-management";

  public GrantManagementFactory() {
    super(ID, GrantManagementResource::new);
  }
}
