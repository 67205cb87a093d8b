package io.github.scopekeeper.resource.audit;

import java.util.List;
import java.util.Optional;

/**
 * Some of the records that fit a query.
 *
 * @param records newest first; no more than the query's page size
 * @param next what to give {@link AuditQuery.Builder#page} for those behind; empty where there are
 *     none
 */
public record AuditPage(List<AuditRecord> records, Optional<String> next) {
  public AuditPage {
    records = List.copyOf(records);
  }
}
