package io.github.scopekeeper.keycloak.consent.jpa;

import java.util.List;
import org.keycloak.Config;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/** Brings our tables into Keycloak's database, and keeps them free of orphans. */
public class AnswerEntityProviderFactory implements JpaEntityProviderFactory {

  /** Stands in the database too, in the name of the table of changes: it cannot be renamed. */
  private static final String ID = "scopekeeper-denials";

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return new AnswerEntityProvider();
  }

  @Override
  public void init(Config.Scope config) {}

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new AnswerCleanup());
  }

  @Override
  public void close() {}

  @Override
  public String getId() {
    return ID;
  }

  private static final class AnswerEntityProvider implements JpaEntityProvider {

    @Override
    public List<Class<?>> getEntities() {
      return List.of(
          AnswerEntity.class,
          DenialEntity.class,
          ApprovalEntity.class,
          AppUseEntity.class,
          GrantEntity.class);
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
