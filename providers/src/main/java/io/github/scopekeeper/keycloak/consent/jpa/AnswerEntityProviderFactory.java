package io.github.scopekeeper.keycloak.consent.jpa;

import java.time.Duration;
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

  /** As often as Keycloak removes what has expired. */
  private static final long DEFAULT_SECONDS = 900;

  private long sweepSeconds;

  @Override
  public JpaEntityProvider create(KeycloakSession session) {
    return new AnswerEntityProvider();
  }

  @Override
  public void init(Config.Scope config) {
    long scheduled = Config.scope("scheduled").getLong("interval", DEFAULT_SECONDS);
    sweepSeconds = config.getLong("sweepInterval", scheduled);
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(new AnswerCleanup(Duration.ofSeconds(sweepSeconds)));
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
          GrantEntity.class,
          ConsentLockEntity.class);
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
