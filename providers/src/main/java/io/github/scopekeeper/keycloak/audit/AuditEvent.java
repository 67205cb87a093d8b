package io.github.scopekeeper.keycloak.audit;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** A record in the form of Keycloak's events. */
final class AuditEvent {

  private static final EventType DONE = EventType.valueOf("VALIDATE_ACCESS_TOKEN");
  private static final EventType NOT_DONE = EventType.valueOf("VALIDATE_ACCESS_TOKEN_ERROR");

  /** Keycloak has no use for them any more, and nobody who saves them saves anything else. */
  static final List<EventType> TYPES = List.of(DONE, NOT_DONE);

  private AuditEvent() {}

  static Event of(AuditRecord record, RealmModel realm, ClientModel api) {
    Event event = new Event();
    event.setId(id(record, realm, api));
    event.setTime(ServerClock.INSTANCE.millis());
    event.setRealmId(realm.getId());
    event.setRealmName(realm.getName());
    event.setUserId(record.subject().orElse(null));
    event.setClientId(record.clientId().orElse(null));
    event.setIpAddress(record.ipAddress().orElse(null));
    if (record.outcome() == AuditRecord.Outcome.SUCCESS) {
      event.setType(DONE);
    } else {
      event.setType(NOT_DONE);
      event.setError(record.reason().orElseGet(() -> spelled(record.outcome())));
    }
    event.setDetails(details(record, api));
    return event;
  }

  private static Map<String, String> details(AuditRecord record, ClientModel api) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("audit_id", record.id().toString());
    details.put("audit_time", record.time().toString());
    details.put("audit_action", record.action());
    details.put("audit_outcome", spelled(record.outcome()));
    details.put("audit_api", api.getClientId());
    if (!record.scopes().isEmpty()) {
      details.put(
          "audit_scopes",
          record.scopes().stream().sorted().map(ScopeName::value).collect(Collectors.joining(" ")));
    }
    record.reason().ifPresent(text -> details.put("audit_reason", text));
    record.resourceId().ifPresent(text -> details.put("audit_resource_id", text));
    record.userAgent().ifPresent(text -> details.put("audit_user_agent", text));
    return details;
  }

  private static String spelled(AuditRecord.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** No API can take an id away from another one, or from another event. */
  private static String id(AuditRecord record, RealmModel realm, ClientModel api) {
    String name = String.join(" ", realm.getId(), api.getId(), record.id().toString());
    byte[] hash = HashUtils.hash(JavaAlgorithm.SHA256, name.getBytes(StandardCharsets.UTF_8));
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }
}
