package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.resource.RealmResourceFactory;

/** Puts the resource under {@code /realms/{realm}/scope-grants}. */
public final class ScopeGrantsFactory extends RealmResourceFactory {

  static final String ID = "scope-grants";

  public ScopeGrantsFactory() {
    super(ID, ScopeGrantsResource::new);
  }
}
