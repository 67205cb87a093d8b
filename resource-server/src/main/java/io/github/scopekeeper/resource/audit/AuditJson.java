package io.github.scopekeeper.resource.audit;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A record as JSON: the names of its members, and nothing that is not in the record. */
final class AuditJson {
  /** Longer than any record can be: all of its texts three bytes a character. */
  static final int MAX_LENGTH = 64 * 1024;

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private AuditJson() {}

  static String write(AuditRecord record) {
    return JSONObjectUtils.toJSONString(members(record));
  }

  static Map<String, Object> members(AuditRecord record) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", record.id().toString());
    json.put("time", TIME.format(record.time()));
    record.subject().ifPresent(text -> json.put("subject", text));
    record.clientId().ifPresent(text -> json.put("client_id", text));
    json.put("action", record.action());
    json.put("scopes", new ArrayList<>(record.scopes()));
    record.ipAddress().ifPresent(text -> json.put("ip_address", text));
    record.userAgent().ifPresent(text -> json.put("user_agent", text));
    record.resourceId().ifPresent(text -> json.put("resource_id", text));
    json.put("outcome", record.outcome().value());
    record.reason().ifPresent(text -> json.put("reason", text));
    return json;
  }

  static AuditRecord read(String text) {
    try {
      Map<String, Object> json = object(text, MAX_LENGTH);
      return new AuditRecord(
          UUID.fromString(required(json, "id")),
          Instant.parse(required(json, "time")),
          optional(json, "subject"),
          optional(json, "client_id"),
          required(json, "action"),
          scopes(json),
          optional(json, "ip_address"),
          optional(json, "user_agent"),
          optional(json, "resource_id"),
          Outcome.of(required(json, "outcome")),
          optional(json, "reason"));
    } catch (ParseException | DateTimeException e) {
      throw new IllegalArgumentException("This is no audit record.", e);
    }
  }

  /** The parser takes the word null for an object. */
  static Map<String, Object> object(String text, int maxLength) throws ParseException {
    Map<String, Object> json = JSONObjectUtils.parse(text, maxLength);
    if (json == null) {
      throw new ParseException("no object", 0);
    }
    return json;
  }

  private static Set<String> scopes(Map<String, Object> json) throws ParseException {
    List<String> scopes = JSONObjectUtils.getStringList(json, "scopes");
    if (scopes == null || scopes.contains(null)) {
      throw new IllegalArgumentException("An audit record has a list of scopes.");
    }
    return new LinkedHashSet<>(scopes);
  }

  private static String required(Map<String, Object> json, String name) throws ParseException {
    return optional(json, name)
        .orElseThrow(() -> new IllegalArgumentException("An audit record has a " + name + "."));
  }

  private static Optional<String> optional(Map<String, Object> json, String name)
      throws ParseException {
    return Optional.ofNullable(JSONObjectUtils.getString(json, name));
  }
}
