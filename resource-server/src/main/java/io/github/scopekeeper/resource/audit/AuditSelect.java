package io.github.scopekeeper.resource.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A query as SQL. Time and id are compared and sorted in the table whose index leads to them.
 *
 * @param sql with question marks
 * @param arguments for them, in order
 */
record AuditSelect(String sql, List<Object> arguments) {

  static AuditSelect of(AuditQuery query) {
    List<String> conditions = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    String from = "scope_audit a";
    String time = "a.occurred_at";
    String id = "a.id";
    if (query.scope().isPresent()) {
      from = "scope_audit_scope s JOIN scope_audit a ON a.id = s.record_id";
      time = "s.occurred_at";
      id = "s.record_id";
      add("s.scope = ?", query.scope().get(), conditions, arguments);
    }
    query.subject().ifPresent(it -> add("a.subject = ?", it, conditions, arguments));
    query.clientId().ifPresent(it -> add("a.client_id = ?", it, conditions, arguments));
    query.outcome().ifPresent(it -> add("a.outcome = ?", it.value(), conditions, arguments));
    if (query.from().isPresent()) {
      add(time + " >= ?", sqlTime(query.from().get()), conditions, arguments);
    }
    if (query.to().isPresent()) {
      add(time + " < ?", sqlTime(query.to().get()), conditions, arguments);
    }
    if (query.page().isPresent()) {
      PageKey key = PageKey.parse(query.page().get(), query);
      Object last = sqlTime(key.time());
      add(time + " <= ?", last, conditions, arguments);
      add("(" + time + " < ? OR " + id + " < ?)", last, conditions, arguments);
      arguments.add(key.id());
    }
    // One more than fits tells whether there is a next page.
    arguments.add(query.pageSize() + 1);
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    String order = " ORDER BY " + time + " DESC, " + id + " DESC LIMIT ?";
    return new AuditSelect("SELECT a.* FROM " + from + where + order, List.copyOf(arguments));
  }

  private static void add(
      String condition, Object argument, List<String> conditions, List<Object> arguments) {
    conditions.add(condition);
    arguments.add(argument);
  }

  /** No database knows all of Java's years, and no record is outside of these. */
  private static Object sqlTime(Instant time) {
    Instant bounded = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    Instant late = AuditRecord.LATEST.plusMillis(1);
    return (bounded.isAfter(late) ? late : bounded).atOffset(ZoneOffset.UTC);
  }
}
