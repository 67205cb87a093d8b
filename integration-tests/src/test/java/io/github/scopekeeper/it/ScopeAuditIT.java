package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.AuditEndpoint.id;
import static io.github.scopekeeper.it.support.AuditEndpoint.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.AuditEndpoint;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an API tells of privileged operations stands among the realm's events. */
class ScopeAuditIT {
  private static TestRealm realm;
  private static AuditEndpoint audit;
  private static Tokens api;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("audit");
    audit = new AuditEndpoint(realm);
    api = realm.existing("fitness-api", "fitness-api-secret").clientCredentials();
  }

  @Test
  void whatWasDoneIsKeptWhole() {
    TestUser user = realm.user();
    ObjectNode record = record();
    record.put("subject", user.id()).put("client_id", "fitness-app").put("ip_address", "10.0.0.1");
    record.put("user_agent", "Mozilla/5.0 (X11)").put("resource_id", "users/4711");
    record.withArray("/scopes").add("account:close");

    Rest.Answer answer = audit.tell(api, record);

    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(Json.parse("{\"stored\":1}"));
    assertThat(realm.events().of(user))
        .containsExactly(
            new Event(
                "VALIDATE_ACCESS_TOKEN",
                null,
                user.id(),
                "fitness-app",
                "10.0.0.1",
                Json.object(
                    Map.of(
                        "audit_id", id(record),
                        "audit_time", "2026-11-22T16:42:57.123Z",
                        "audit_action", "account.delete",
                        "audit_scopes", "account:close account:delete",
                        "audit_outcome", "success",
                        "audit_resource_id", "users/4711",
                        "audit_user_agent", "Mozilla/5.0 (X11)",
                        "audit_api", "fitness-api"))));
  }

  @Test
  void whatWasRefusedIsAnErrorWithItsReason() {
    ObjectNode refused = record().put("outcome", "refused").put("reason", "insufficient_scope");
    ObjectNode failed = record().put("outcome", "failure");

    assertThat(audit.tell(api, refused, failed).body().path("stored").asInt()).isEqualTo(2);

    Event event = only(refused);
    assertThat(event.type()).isEqualTo("VALIDATE_ACCESS_TOKEN_ERROR");
    assertThat(event.error()).isEqualTo("insufficient_scope");
    assertThat(event.detail("audit_reason")).isEqualTo("insufficient_scope");
    assertThat(event.detail("audit_outcome")).isEqualTo("refused");
    assertThat(event.userId()).isNull();
    assertThat(event.clientId()).isNull();
    assertThat(only(failed).error()).isEqualTo("failure");
  }

  @Test
  void whatIsToldAgainIsKeptOnce() {
    ObjectNode record = record();

    assertThat(audit.tell(api, record, record.deepCopy()).status()).isEqualTo(200);
    Rest.Answer again = audit.tell(api, record, record());

    assertThat(again.body().path("stored").asInt()).as("it is kept, whenever").isEqualTo(2);
    assertThat(audit.kept(record)).hasSize(1);
  }

  @Test
  void whatIsToldTwiceAtOnceIsKeptOnce() {
    for (int round = 0; round < 5; round++) {
      ObjectNode record = record();

      List<Integer> answers =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> audit.tell(api, record)))
              .limit(4)
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .map(Rest.Answer::status)
              .toList();

      assertThat(answers).as("503: send it again").contains(200).isSubsetOf(200, 503);
      assertThat(audit.kept(record)).hasSize(1);
    }
  }

  @Test
  void noApiCanTakeAnIdFromAnother() {
    ObjectNode record = record();
    audit.tell(audit.api("thief").clientCredentials(), record);

    audit.tell(api, record);

    assertThat(audit.kept(record))
        .extracting(event -> event.detail("audit_api"))
        .containsExactlyInAnyOrder("thief", "fitness-api");
  }

  @Test
  void whatAStrangerMayHaveWrittenIsCleanedAndCut() {
    ObjectNode record = record().put("outcome", "refused").put("reason", "x".repeat(5_000));
    record.put("user_agent", "Mo\u0000zi\r\nlla\u202E \u0085<script>\u001B[31m");
    record.put("resource_id", "\uD83D\uDE00".repeat(5_000)).put("ip_address", "\n");

    assertThat(audit.tell(api, record).status()).isEqualTo(200);

    Event event = only(record);
    assertThat(event.detail("audit_user_agent")).isEqualTo("Mo zi lla <script> [31m");
    assertThat(event.detail("audit_resource_id")).hasSizeBetween(250, 255).endsWith("…");
    assertThat(event.error()).hasSize(255);
    assertThat(event.ipAddress()).isNull();
  }

  @Test
  void aHundredRecordsAreOneCall() {
    ObjectNode[] records =
        Stream.generate(AuditEndpoint::record).limit(100).toArray(ObjectNode[]::new);

    assertThat(audit.tell(api, records).body().path("stored").asInt()).isEqualTo(100);

    assertThat(only(records[99]).detail("audit_api")).isEqualTo("fitness-api");
  }

  @Test
  void anApiMayHaveNothingToSayOfTheScopes() {
    ObjectNode record = record();
    record.putArray("scopes");

    assertThat(audit.tell(api, record).status()).isEqualTo(200);
    assertThat(only(record).has("audit_scopes")).isFalse();
  }

  private static Event only(ObjectNode record) {
    assertThat(audit.kept(record)).hasSize(1);
    return audit.kept(record).get(0);
  }
}
