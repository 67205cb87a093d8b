package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.keycloak.audit.AuditRecord;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.KeycloakSession;

/** What an API sends: {@code {"records": [...]}}. */
final class AuditBatch {

  static final int MOST_BYTES = 1024 * 1024;
  static final int MOST_RECORDS = 100;

  private AuditBatch() {}

  /**
   * @throws Problem naming the first record that is none
   */
  static List<AuditRecord> read(KeycloakSession session, InputStream body) {
    JsonNode array = JsonBody.read(session, body, MOST_BYTES).path("records");
    if (!array.isArray() || array.isEmpty() || array.size() > MOST_RECORDS) {
      throw Problem.invalidRequest(
          "records must be an array of 1 to %d records".formatted(MOST_RECORDS));
    }
    List<AuditRecord> records = new ArrayList<>();
    for (JsonNode json : array) {
      try {
        records.add(new AuditRecordJson(json).record());
      } catch (IllegalArgumentException e) {
        throw Problem.invalidRequest("records[%d]: %s".formatted(records.size(), e.getMessage()));
      }
    }
    return records;
  }
}
