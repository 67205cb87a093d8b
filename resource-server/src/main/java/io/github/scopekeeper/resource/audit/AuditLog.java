package io.github.scopekeeper.resource.audit;

/** Where records are found again. */
public interface AuditLog {

  /**
   * One page of what fits the query, newest first.
   *
   * @throws IllegalArgumentException where the query's page is not one that this log gave for the
   *     same query
   */
  AuditPage find(AuditQuery query);
}
