package io.github.scopekeeper.resource.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Writes records to the tables {@code scope_audit} and {@code scope_audit_scope} of a PostgreSQL or
 * an H2 database: a batch is one transaction, and a record that is there already stays as it is.
 * The tables are those of the bundled {@code schema-postgresql.sql} and {@code schema-h2.sql},
 * looked up where the connection looks up names.
 */
public final class JdbcAuditSink implements AuditSink {
  private static final int TIMEOUT_SECONDS = 30;

  private final DataSource source;
  private final String name;

  /**
   * A sink of the name {@code jdbc}.
   *
   * @param source gives connections whose user may insert into the two tables
   */
  public JdbcAuditSink(DataSource source) {
    this(source, "jdbc");
  }

  /**
   * @param name for a second database; see {@link AuditSink#name()}
   */
  public JdbcAuditSink(DataSource source, String name) {
    this.source = Objects.requireNonNull(source, "source");
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * Creates the tables and indexes that are not there yet. On PostgreSQL several processes may do
   * so at once.
   *
   * @throws IllegalStateException where it is neither PostgreSQL nor H2
   */
  public static synchronized void createSchema(DataSource source) throws SQLException {
    JdbcTransaction.run(
        source,
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : AuditDialect.of(connection).schema()) {
              statement.execute(sql);
            }
          }
        });
  }

  @Override
  public void write(List<AuditRecord> batch) throws AuditSinkException {
    try {
      JdbcTransaction.run(source, connection -> insert(connection, batch));
    } catch (SQLException e) {
      throw explained(e);
    }
  }

  private static void insert(Connection connection, List<AuditRecord> batch) throws SQLException {
    AuditDialect dialect = AuditDialect.of(connection);
    try (PreparedStatement records = connection.prepareStatement(dialect.insertRecord());
        PreparedStatement scopes = connection.prepareStatement(dialect.insertScope())) {
      records.setQueryTimeout(TIMEOUT_SECONDS);
      scopes.setQueryTimeout(TIMEOUT_SECONDS);
      boolean anyScope = false;
      for (AuditRecord record : batch) {
        addRecord(records, record);
        for (String scope : record.scopes()) {
          addScope(scopes, record, scope);
          anyScope = true;
        }
      }
      records.executeBatch();
      if (anyScope) {
        scopes.executeBatch();
      }
    }
  }

  private static void addRecord(PreparedStatement records, AuditRecord record) throws SQLException {
    int i = 0;
    records.setObject(++i, record.id());
    records.setObject(++i, timeOf(record));
    records.setString(++i, record.subject().orElse(null));
    records.setString(++i, record.clientId().orElse(null));
    records.setString(++i, record.action());
    records.setString(++i, String.join(" ", record.scopes()));
    records.setString(++i, record.ipAddress().orElse(null));
    records.setString(++i, record.userAgent().orElse(null));
    records.setString(++i, record.resourceId().orElse(null));
    records.setString(++i, record.outcome().value());
    records.setString(++i, record.reason().orElse(null));
    records.addBatch();
  }

  private static void addScope(PreparedStatement scopes, AuditRecord record, String scope)
      throws SQLException {
    scopes.setObject(1, record.id());
    scopes.setString(2, scope);
    scopes.setObject(3, timeOf(record));
    scopes.addBatch();
  }

  private static OffsetDateTime timeOf(AuditRecord record) {
    return record.time().atOffset(ZoneOffset.UTC);
  }

  /** Class 22 of the states is about the data (ISO/IEC 9075), 23 about a rule that they break. */
  private static AuditSinkException explained(SQLException e) {
    for (SQLException each = e; each != null; each = each.getNextException()) {
      String state = String.valueOf(each.getSQLState());
      if (state.startsWith("22") || state.startsWith("23")) {
        return AuditSinkException.permanent(
            "The database refuses what is in a record (SQL state " + state + ").", e);
      }
      if (state.equals("42P01") || state.startsWith("42S0")) {
        return AuditSinkException.temporary(
            "The table scope_audit is missing: create the schema that comes with the library.", e);
      }
    }
    return AuditSinkException.temporary(
        "The database does not take records (SQL state %s): %s"
            .formatted(e.getSQLState(), e.getMessage()),
        e);
  }

  @Override
  public String name() {
    return name;
  }
}
