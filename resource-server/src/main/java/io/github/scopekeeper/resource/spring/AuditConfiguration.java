package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.audit.AuditSink;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.audit.AuditTrailBuilder;
import io.github.scopekeeper.resource.audit.JdbcAuditSink;
import io.github.scopekeeper.resource.audit.KeycloakAuditSink;
import io.github.scopekeeper.resource.audit.LogAuditSink;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where privileged operations are written down: what the settings say, and beans that are sinks.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "scopekeeper.audit.enabled", matchIfMissing = true)
class AuditConfiguration {

  @Bean
  @ConditionalOnMissingBean
  AuditTrail scopekeeperAuditTrail(
      ScopekeeperProperties properties,
      ObjectProvider<AuditSink> sinks,
      ObjectProvider<DataSource> sources)
      throws SQLException {
    ScopekeeperProperties.Audit audit = properties.audit();
    AuditTrailBuilder trail = AuditTrail.builder();
    if (audit.folder() != null) {
      trail.folder(audit.folder());
    }
    if (audit.log()) {
      trail.sink(new LogAuditSink());
    }
    if (audit.jdbc()) {
      trail.sink(jdbc(audit, sources.getObject()));
    }
    if (audit.keycloak()) {
      trail.sink(keycloak(properties));
    }
    sinks.orderedStream().forEach(trail::sink);
    return trail.start();
  }

  private static AuditSink jdbc(ScopekeeperProperties.Audit audit, DataSource source)
      throws SQLException {
    if (audit.jdbcCreateSchema()) {
      JdbcAuditSink.createSchema(source);
    }
    return new JdbcAuditSink(source);
  }

  private static AuditSink keycloak(ScopekeeperProperties properties) {
    if (properties.serviceAccount() == null) {
      throw new IllegalArgumentException(
          "scopekeeper.audit.keycloak needs scopekeeper.service-account.client-id and secret.");
    }
    return new KeycloakAuditSink(
        properties.server() == null ? properties.issuer() : properties.server(),
        properties.serviceAccount().account());
  }
}
