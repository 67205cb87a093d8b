package io.github.scopekeeper.resource.audit;

import java.util.List;

/**
 * Where records end up. An {@link AuditTrail} calls each sink from one thread of its own, batch
 * after batch in the order of acceptance, and calls it again with the same records until it has
 * taken them: a sink should know a record that it has already by its {@link AuditRecord#id() id}.
 */
public interface AuditSink {

  /**
   * Stores all of these records, or fails. May take its time, but should not wait for ever.
   *
   * @param batch at least one record, each id once; not to be kept
   * @throws AuditSinkException where they are not stored. An unchecked exception counts as one that
   *     may pass
   */
  void write(List<AuditRecord> batch) throws AuditSinkException;

  /**
   * What this sink is called in logs, in figures and in the names of files: 1 to 40 of {@code a-z},
   * {@code 0-9} and {@code -}. It must stay the same over restarts, since what a sink has had so
   * far is remembered under its name.
   */
  String name();
}
