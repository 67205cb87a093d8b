package io.github.scopekeeper.resource.audit;

import java.io.IOException;

/** Where a record goes that a sink will never take. */
interface RefusedRecords {

  /**
   * @throws IOException where it cannot be kept: then the sink's place must not move
   */
  void put(AuditRecord record, String why) throws IOException;

  /** For messages: where they are. */
  @Override
  String toString();
}
