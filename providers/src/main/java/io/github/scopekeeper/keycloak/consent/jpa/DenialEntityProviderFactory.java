package io.github.scopekeeper.keycloak.consent.jpa;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Brings the table of denials into Keycloak's database, and keeps it free of orphans. */
public class DenialEntityProviderFactory implements JpaEntityProviderFactory {

  private static final String ID = "scopekeeper-denials";

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return new DenialEntityProvider();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new DenialCleanup());
  }

  @Override
  public void close() {}

  @Override
  public String getId() {
    return ID;
  }

  private static final class DenialEntityProvider implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
      return List.of(DenialEntity.class);
    }

    @Override
    public String getChangelogLocation() {
      return "META-INF/scopekeeper-changelog.xml";
    }

    @Override
    public String getFactoryId() {
      return ID;
    }

    @Override
    public void close() {}
  }
}
