package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.resource.RealmResourceFactory;

/** Puts the resource under {@code /realms/{realm}/scope-audit}. */
public final class ScopeAuditFactory extends RealmResourceFactory {

  static final String ID = "scope-audit";

  public ScopeAuditFactory() {
    super(ID, ScopeAuditResource::new);
  }
}
