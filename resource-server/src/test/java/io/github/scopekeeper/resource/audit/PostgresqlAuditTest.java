package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** On a real PostgreSQL, whose binaries Maven brings. */
class PostgresqlAuditTest extends JdbcAuditContract {
  private static EmbeddedPostgres postgres;
  private static JdbcConnectionPool pool;

  @BeforeAll
  static void start() {
    try {
      postgres = EmbeddedPostgres.builder().start();
      PGConnectionPoolDataSource connections = new PGConnectionPoolDataSource();
      connections.setUrl(postgres.getJdbcUrl("postgres", "postgres"));
      pool = JdbcConnectionPool.create(connections);
    } catch (IOException | RuntimeException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("PostgreSQL does not start", e);
      }
      Assumptions.abort("No PostgreSQL starts here, so audit records are tried on H2 only: " + e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (postgres != null) {
      pool.dispose();
      postgres.close();
    }
  }

  @Override
  DataSource source() {
    return pool;
  }

  @ParameterizedTest
  @CsvSource({
    "scope, scope_audit_scope_time",
    "subject, scope_audit_subject",
    "clientId, scope_audit_client",
    "outcome, scope_audit_outcome",
    "nothing, scope_audit_time"
  })
  void theNewestAreFoundByAnIndexWithoutSorting(String by, String index) throws SQLException {
    AuditQuery.Builder query = AuditQuery.builder();
    switch (by) {
      case "scope" -> query.scope("a");
      case "subject" -> query.subject("u");
      case "clientId" -> query.clientId("c");
      case "outcome" -> query.outcome(Outcome.REFUSED);
      default -> query.from(Records.NOON);
    }
    assertThat(plan(AuditSelect.of(query.build())))
        .containsPattern("Index (Only )?Scan Backward using " + index)
        .doesNotContain("Sort", "Seq Scan");
  }

  private String plan(AuditSelect select) throws SQLException {
    try (Connection connection = source().getConnection();
        PreparedStatement explain = connection.prepareStatement("EXPLAIN " + select.sql())) {
      connection.setAutoCommit(false);
      // On a few rows PostgreSQL would read the whole table.
      connection.createStatement().execute("SET LOCAL enable_seqscan = off");
      connection.createStatement().execute("SET LOCAL enable_sort = off");
      connection.createStatement().execute("SET LOCAL enable_bitmapscan = off");
      for (int i = 0; i < select.arguments().size(); i++) {
        explain.setObject(i + 1, select.arguments().get(i));
      }
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = explain.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      connection.rollback();
      return plan.toString();
    }
  }
}
