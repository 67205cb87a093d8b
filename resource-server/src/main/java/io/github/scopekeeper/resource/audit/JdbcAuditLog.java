package io.github.scopekeeper.resource.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds what a {@link JdbcAuditSink} wrote, by indexes. Records are equal to those written. Pages
 * go by the last record and not by a count, so that records that come in meanwhile neither repeat
 * nor hide one.
 */
public final class JdbcAuditLog implements AuditLog {
  private static final int TIMEOUT_SECONDS = 30;

  private final DataSource source;

  /**
   * @param source gives connections whose user may read the two tables
   */
  public JdbcAuditLog(DataSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * {@inheritDoc}
   *
   * @throws AuditLogException where the database does not answer, or not within 30 seconds
   */
  @Override
  public AuditPage find(AuditQuery query) {
    AuditSelect select = AuditSelect.of(query);
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select.sql())) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      for (int i = 0; i < select.arguments().size(); i++) {
        statement.setObject(i + 1, select.arguments().get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return page(rows, query);
      }
    } catch (SQLException e) {
      throw new AuditLogException("The audit records cannot be read: " + e.getMessage(), e);
    }
  }

  private static AuditPage page(ResultSet rows, AuditQuery query) throws SQLException {
    List<AuditRecord> records = new ArrayList<>();
    while (rows.next()) {
      if (records.size() == query.pageSize()) {
        PageKey last = PageKey.of(records.get(records.size() - 1));
        return new AuditPage(records, Optional.of(last.toText(query)));
      }
      records.add(record(rows));
    }
    return new AuditPage(records, Optional.empty());
  }

  private static AuditRecord record(ResultSet row) throws SQLException {
    return new AuditRecord(
        row.getObject("id", UUID.class),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        text(row, "subject"),
        text(row, "client_id"),
        row.getString("action"),
        scopes(row.getString("scopes")),
        text(row, "ip_address"),
        text(row, "user_agent"),
        text(row, "resource_id"),
        Outcome.of(row.getString("outcome")),
        text(row, "reason"));
  }

  private static Set<String> scopes(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(" "));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
