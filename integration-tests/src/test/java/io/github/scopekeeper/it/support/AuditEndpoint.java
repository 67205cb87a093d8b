package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where an API tells of what it did; and what the realm has kept of it. */
public record AuditEndpoint(TestRealm realm) {
  private static final String[] TYPES = {"VALIDATE_ACCESS_TOKEN", "VALIDATE_ACCESS_TOKEN_ERROR"};

  /** An API that may tell. */
  public OAuthClient api(String clientId) {
    return realm.client(
        ClientSpec.confidential(clientId).serviceAccount().defaults("basic", "scope_audit"));
  }

  /** A record with all that has to be there, and an id of its own. */
  public static ObjectNode record() {
    ObjectNode record =
        Json.object(
            Map.of(
                "id", UUID.randomUUID().toString(),
                "time", "2026-11-22T16:42:57.123Z",
                "action", "account.delete",
                "outcome", "success"));
    record.putArray("scopes").add("account:delete");
    return record;
  }

  public static String id(ObjectNode record) {
    return record.path("id").asText();
  }

  public Rest.Answer tell(Tokens tokens, ObjectNode... records) {
    return tell(tokens, List.of(records));
  }

  public Rest.Answer tell(Tokens tokens, List<ObjectNode> records) {
    return resource().bearer(tokens).post(Map.of("records", records));
  }

  public RealmResource resource() {
    return RealmResource.of(realm, "scope-audit");
  }

  /** The events that have come of the record. */
  public List<Events.Event> kept(ObjectNode record) {
    return realm.events().ofTypes(TYPES).stream()
        .filter(event -> id(record).equals(event.detail("audit_id")))
        .toList();
  }
}
