package io.github.scopekeeper.it.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A PostgreSQL of the tests' own, whose binaries Maven brings; its data survive a restart. */
final class PostgresServer {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private EmbeddedPostgres postgres;

  private PostgresServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** With an empty database for Keycloak. */
  static PostgresServer start(Path data) {
    PostgresServer server = new PostgresServer(data, KeycloakProcess.freePort());
    server.start();
    server.execute("CREATE ROLE keycloak SUPERUSER LOGIN PASSWORD 'keycloak'");
    server.execute("CREATE DATABASE keycloak OWNER keycloak");
    return server;
  }

  void start() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(PATIENCE)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Database database() {
    return Database.postgres("127.0.0.1", port);
  }

  void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
