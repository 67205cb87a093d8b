package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.AuditEndpoint.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.AuditEndpoint;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom and what the audit does not take, and that nothing is kept of it. */
class ScopeAuditRefusedIT {
  private static TestRealm realm;
  private static AuditEndpoint audit;
  private static Tokens api;
  private static int logBefore;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("audit-refused");
    audit = new AuditEndpoint(realm);
    api = realm.existing("fitness-api", "fitness-api-secret").clientCredentials();
    logBefore = realm.server().log().length();
  }

  @AfterAll
  static void nothingWasKeptAndNothingWentWrongInside() {
    assertThat(realm.events().ofTypes("VALIDATE_ACCESS_TOKEN", "VALIDATE_ACCESS_TOKEN_ERROR"))
        .isEmpty();
    assertThat(realm.server().log().substring(logBefore)).doesNotContain("Uncaught server error");
  }

  @Nested
  class ACaller {
    @Test
    void hasAToken() {
      Rest.Answer answer = audit.resource().post(records(record()));

      assertRefused(answer, 401, "invalid_token");
      assertThat(challenge(answer)).isEqualTo("Bearer realm=\"" + realm.name() + "\"");
    }

    @Test
    void hasATokenOfThisRealm() {
      TestRealm other = TestRealm.fitness("audit-other");
      Tokens foreign = other.existing("fitness-api", "fitness-api-secret").clientCredentials();

      assertRefused(audit.tell(foreign, record()), 401, "invalid_token");
    }

    @Test
    void carriesTheScope() {
      OAuthClient other = realm.client(ClientSpec.confidential("other").serviceAccount());

      Rest.Answer answer = audit.tell(other.clientCredentials(), record());

      assertRefused(answer, 403, "insufficient_scope");
      assertThat(challenge(answer)).contains("scope=\"scope_audit\"");
    }

    @Test
    void isNoUser() {
      OAuthClient app =
          realm.client(
              ClientSpec.confidential("app").directGrants().defaults("basic", "scope_audit"));
      Tokens tokens = app.password(realm.user(), "openid");
      assertThat(tokens.scopes()).contains("scope_audit");

      assertRefused(audit.tell(tokens, record()), 403, "access_denied");
    }

    @Test
    void isNoOtherClientWithATokenThatItHasExchanged() {
      OAuthClient teller =
          realm.client(
              ClientSpec.confidential("teller")
                  .serviceAccount()
                  .audience("gateway")
                  .defaults("basic", "scope_audit"));
      OAuthClient gateway =
          realm.client(
              ClientSpec.confidential("gateway").exchange().defaults("basic", "scope_audit"));
      Tokens exchanged = gateway.exchange(teller.clientCredentials(), "scope_audit");
      assertThat(exchanged.scopes()).contains("scope_audit");

      assertRefused(audit.tell(exchanged, record()), 403, "access_denied");
    }
  }

  @Nested
  class ABody {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "null",
          "[]",
          "{",
          "{}",
          "{\"records\":null}",
          "{\"records\":[]}",
          "{\"records\":{}}",
          "{\"records\":[{}]} x",
          "{\"records\":[],\"records\":[]}",
          "{\"records\":[null]}",
          "{\"records\":[[]]}",
          "{\"records\":[{}]}"
        })
    void isAListOfRecords(String body) {
      assertRefused(audit.resource().bearer(api).postText(body), 400, "invalid_request");
    }

    @Test
    void isJson() {
      Rest.Answer answer =
          audit
              .resource()
              .bearer(api)
              .header("Content-Type", "text/plain")
              .send("POST", BodyPublishers.ofString("{}"));

      assertRefused(answer, 415, "invalid_request");
    }

    @Test
    void hasAtMostAMebibyte() {
      ObjectNode record = record().put("user_agent", "x".repeat(1024 * 1024));

      assertRefused(audit.tell(api, record), 413, "invalid_request");
    }

    @Test
    void hasAtMostAHundredRecords() {
      ObjectNode[] records =
          Stream.generate(AuditEndpoint::record).limit(101).toArray(ObjectNode[]::new);

      assertRefused(audit.tell(api, records), 400, "invalid_request");
    }
  }

  @Nested
  class ARecord {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "id=",
          "id=1-1-1-1-1",
          "id=not-a-uuid-but-thirty-six-characters",
          "time=yesterday",
          "time=+1000000000-12-31T23:59:59Z",
          "time=0000-01-01T00:00:00Z",
          "time=2999-01-01T00:00:00Z",
          "action=",
          "action=\n",
          "outcome=SUCCESS",
          "outcome=perhaps",
          "scopes=account:delete",
          "subject=a\nb",
          "client_id=a\u0000b",
          "client_id=a\u202Eb"
        })
    void thatSaysThisIsNone(String what) {
      String[] pair = what.split("=", 2);

      assertBroken(record().put(pair[0], pair[1]), pair[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "time", "action", "scopes", "outcome"})
    void thatLacksThisIsNone(String member) {
      assertBroken((ObjectNode) record().without(member), member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "time", "subject", "user_agent", "scopes", "reason"})
    void thatHasANumberHereIsNone(String member) {
      assertBroken(record().put(member, 7), member);
    }

    @Test
    void namesScopesAndUsersThatCanBe() {
      ObjectNode spaced = record();
      spaced.putArray("scopes").add("account delete");
      assertBroken(spaced, "scopes");
      ObjectNode many = record();
      Stream.iterate(0, i -> i + 1).limit(101).forEach(i -> many.withArray("/scopes").add("s" + i));
      assertBroken(many, "scopes");
      assertBroken(record().put("subject", "x".repeat(256)), "subject");
    }

    /** Nothing is kept of the good one either. */
    private void assertBroken(ObjectNode record, String member) {
      Rest.Answer answer = audit.tell(api, record(), record);

      assertRefused(answer, 400, "invalid_request");
      assertThat(answer.body().path("error_description").asText())
          .startsWith("records[1]: ")
          .contains(member);
    }
  }

  @Test
  void aRealmThatDoesNotKeepSuchEventsSaysSo() {
    TestRealm deaf = TestRealm.fitness("audit-deaf", json -> json.without("enabledEventTypes"));
    AuditEndpoint endpoint = new AuditEndpoint(deaf);
    Tokens tokens = deaf.existing("fitness-api", "fitness-api-secret").clientCredentials();

    Rest.Answer answer = endpoint.tell(tokens, record());
    assertRefused(answer, 503, "temporarily_unavailable");
    assertThat(answer.body().path("error_description").asText()).contains("VALIDATE_ACCESS_TOKEN");

    deaf.admin()
        .put(
            deaf.path("/events/config"),
            Map.of("eventsEnabled", false, "enabledEventTypes", types()));
    assertRefused(endpoint.tell(tokens, record()), 503, "temporarily_unavailable");
  }

  private static String[] types() {
    return new String[] {"VALIDATE_ACCESS_TOKEN", "VALIDATE_ACCESS_TOKEN_ERROR"};
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void nothingElseIsDoneHere(String method) {
    assertThat(audit.resource().bearer(api).send(method).status()).isEqualTo(405);
  }

  private static Map<String, Object> records(ObjectNode record) {
    return Map.of("records", new ObjectNode[] {record});
  }

  private static String challenge(Rest.Answer answer) {
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private static void assertRefused(Rest.Answer answer, int status, String error) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.body().path("error_description").asText()).isNotBlank();
  }
}
