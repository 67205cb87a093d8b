package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** What the databases say differently. */
enum AuditDialect {
  POSTGRESQL(
      "PostgreSQL",
      "schema-postgresql.sql",
      "INSERT INTO scope_audit (id, occurred_at, subject, client_id, action, scopes, ip_address,"
          + " user_agent, resource_id, outcome, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (id) DO NOTHING",
      "INSERT INTO scope_audit_scope (record_id, scope, occurred_at) VALUES (?, ?, ?)"
          + " ON CONFLICT (record_id, scope) DO NOTHING"),
  H2(
      "H2",
      "schema-h2.sql",
      "MERGE INTO scope_audit a USING (SELECT CAST(? AS UUID) AS id) n ON a.id = n.id"
          + " WHEN NOT MATCHED THEN INSERT (id, occurred_at, subject, client_id, action, scopes,"
          + " ip_address, user_agent, resource_id, outcome, reason)"
          + " VALUES (n.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      "MERGE INTO scope_audit_scope (record_id, scope, occurred_at) KEY (record_id, scope)"
          + " VALUES (?, ?, ?)");

  private final String product;
  private final String schema;
  private final String insertRecord;
  private final String insertScope;

  AuditDialect(String product, String schema, String insertRecord, String insertScope) {
    this.product = product;
    this.schema = schema;
    this.insertRecord = insertRecord;
    this.insertScope = insertScope;
  }

  static AuditDialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return Arrays.stream(values())
        .filter(dialect -> dialect.product.equals(product))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Audit records are kept in PostgreSQL or H2, not in " + product + "."));
  }

  String insertRecord() {
    return insertRecord;
  }

  String insertScope() {
    return insertScope;
  }

  /** The statements of the bundled schema; each does nothing where it was run before. */
  List<String> schema() {
    try (InputStream script = AuditDialect.class.getResourceAsStream(schema)) {
      String sql = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      String statements = sql.replaceAll("(?m)^--.*$", "");
      return Arrays.stream(statements.split(";"))
          .map(String::strip)
          .filter(s -> !s.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
