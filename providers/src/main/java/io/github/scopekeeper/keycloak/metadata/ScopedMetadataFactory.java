package io.github.scopekeeper.keycloak.metadata;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.wellknown.WellKnownProvider;
import org.keycloak.wellknown.WellKnownProviderFactory;

/** Stands before Keycloak's own factory of one document, and asks it for the rest. */
abstract class ScopedMetadataFactory implements WellKnownProviderFactory {

  /** Keycloak's own have 100; the lowest wins. */
  private static final int BEFORE_KEYCLOAK = 50;

  private final String document;

  ScopedMetadataFactory(String document) {
    this.document = document;
  }

  @Override
  public WellKnownProvider create(KeycloakSession session) {
    return new ScopedMetadata(session, document);
  }

  @Override
  public String getId() {
    return "scopekeeper-" + document;
  }

  @Override
  public String getAlias() {
    return document;
  }

  @Override
  public int getPriority() {
    return BEFORE_KEYCLOAK;
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {}

  @Override
  public void close() {}
}
