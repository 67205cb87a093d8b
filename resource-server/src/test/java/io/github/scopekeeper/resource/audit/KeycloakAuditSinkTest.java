package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import io.github.scopekeeper.resource.account.ServiceAccount;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakAuditSinkTest {
  private static final String AUDIT = "/scope-audit";
  private static final ServiceAccount API = new ServiceAccount("fitness-api", "s3cret-of-the-api");

  private static final FakeRealm REALM = FakeRealm.start();
  private final KeycloakAuditSink sink =
      new KeycloakAuditSink(REALM.issuer(), API, Duration.ofSeconds(5));
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  private final int tokensBefore = REALM.requests(FakeRealm.TOKEN);

  @AfterEach
  void answersAsUsual() {
    REALM.asUsual();
  }

  @AfterAll
  static void close() {
    REALM.close();
  }

  private int tokens() {
    return REALM.requests(FakeRealm.TOKEN) - tokensBefore;
  }

  private AuditSinkException refusal(AuditSink sink) {
    return catchThrowableOfType(AuditSinkException.class, () -> sink.write(Records.numbered(0, 2)));
  }

  private void stores() {
    REALM.instead(
        AUDIT,
        exchange -> {
          String body = readBody(exchange);
          bodies.add(body);
          answer(exchange, 200, "{\"stored\":%d}".formatted(recordsOf(body).size()));
        });
  }

  private static String readBody(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static List<AuditRecord> recordsOf(String body) {
    try {
      List<AuditRecord> records = new ArrayList<>();
      for (var json : JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(body), "records")) {
        records.add(AuditRecord.fromJson(JSONObjectUtils.toJSONString(json)));
      }
      return records;
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendsTheRecordsWithATokenThatItKeeps() throws AuditSinkException {
    stores();
    List<AuditRecord> records = List.of(Records.full().build(), Records.numbered(1));
    sink.write(records);
    sink.write(records);

    assertThat(bodies).hasSize(2);
    assertThat(recordsOf(bodies.get(0))).isEqualTo(records);
    assertThat(REALM.lastAuthorization()).isEqualTo("Bearer of-the-api");
    assertThat(tokens()).isEqualTo(1);
  }

  @Test
  void asksForATokenWithTheScopeByItsSecretInTheHeader() throws AuditSinkException {
    stores();
    List<String> asked = new CopyOnWriteArrayList<>();
    REALM.instead(
        FakeRealm.TOKEN,
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(readBody(exchange));
          answer(
              exchange,
              200,
              "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":60}");
        });
    sink.write(Records.numbered(0, 1));

    assertThat(asked.get(0)).startsWith("Basic ");
    assertThat(asked.get(1)).contains("grant_type=client_credentials", "scope=scope_audit");
  }

  @Test
  void neverSendsMoreAtOnceThanTheRealmTakes() throws AuditSinkException {
    stores();
    sink.write(Records.numbered(0, 250));
    assertThat(bodies).extracting(body -> recordsOf(body).size()).containsExactly(100, 100, 50);

    bodies.clear();
    List<String> scopes = IntStream.range(100, 200).mapToObj(i -> "s".repeat(252) + i).toList();
    List<AuditRecord> large =
        IntStream.range(0, 100).mapToObj(i -> Records.full().scopes(scopes).build()).toList();
    sink.write(large);
    assertThat(bodies)
        .hasSizeGreaterThan(1)
        .allMatch(b -> b.getBytes(StandardCharsets.UTF_8).length <= 1024 * 1024);
    assertThat(bodies.stream().flatMap(body -> recordsOf(body).stream()).toList()).isEqualTo(large);
  }

  @Test
  void renewsTheTokenOnceWhereItIsRefused() throws AuditSinkException {
    AtomicInteger calls = new AtomicInteger();
    REALM.instead(
        AUDIT,
        exchange -> {
          boolean first = calls.getAndIncrement() == 0;
          answer(exchange, first ? 401 : 200, first ? "" : "{\"stored\":1}");
        });
    sink.write(Records.numbered(0, 1));
    assertThat(calls).hasValue(2);
    assertThat(tokens()).isEqualTo(2);

    REALM.instead(AUDIT, exchange -> answer(exchange, 401, ""));
    assertThat(refusal(sink).isPermanent()).isFalse();
    assertThat(tokens()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, true",
    "413, true",
    "415, true",
    "422, true",
    "301, false",
    "302, false",
    "307, false",
    "401, false",
    "403, false",
    "404, false",
    "405, false",
    "408, false",
    "409, false",
    "429, false",
    "500, false",
    "502, false",
    "503, false",
    "201, false",
    "204, false"
  })
  void saysWhichAnswersAreForEver(int status, boolean forEver) {
    REALM.instead(
        AUDIT,
        exchange -> {
          exchange.getResponseHeaders().set("Location", REALM.issuer() + "/elsewhere");
          answer(exchange, status, "");
        });
    assertThat(refusal(sink).isPermanent()).isEqualTo(forEver);
    assertThat(REALM.requests("/elsewhere")).isZero();
  }

  @Test
  void passesOnWhatTheRealmSaysToAnAdminButNoLineOfItsOwn() {
    REALM.instead(
        AUDIT,
        exchange ->
            answer(
                exchange,
                503,
                "{\"error_description\":\"switch on\\nSave events " + "x".repeat(5_000) + "\"}"));
    assertThat(refusal(sink))
        .hasMessageContaining("switch on Save events")
        .hasMessageNotContaining("\n")
        .extracting(e -> e.getMessage().length())
        .satisfies(length -> assertThat(length).isLessThan(500));
  }

  @Test
  void waitsAsLongAsItIsAskedTo() {
    REALM.instead(
        AUDIT,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "17");
          answer(exchange, 429, "");
        });
    assertThat(refusal(sink).retryAfter()).contains(Duration.ofSeconds(17));

    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    REALM.instead(
        AUDIT,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", date);
          answer(exchange, 503, "");
        });
    assertThat(refusal(sink).retryAfter().orElseThrow())
        .isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "soon", "99999999999999999999", "1; DROP", "Thu, 99 Foo"})
  void aSenselessRetryAfterAsksForNothing(String value) {
    REALM.instead(
        AUDIT,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", value);
          answer(exchange, 503, "");
        });
    assertThat(refusal(sink).retryAfter()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>Please sign in</html>",
        "null",
        "[]",
        "{}",
        "{\"stored\":\"2\"}",
        "{\"stored\":-1}",
        "{\"stored\":3}",
        "{\"stored\":null}",
        "{\"stored\":2"
      })
  void aTwoHundredThatDoesNotSayWhatWasStoredStoredNothing(String body) {
    REALM.instead(AUDIT, exchange -> answer(exchange, 200, body));
    assertThat(refusal(sink).isPermanent()).isFalse();
  }

  @Test
  void givesUpAnAnswerThatDoesNotEnd() {
    REALM.instead(
        AUDIT,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] some = new byte[64 * 1024];
          while (true) {
            exchange.getResponseBody().write(some);
          }
        });
    assertThat(refusal(sink)).hasMessageContaining("longer than");
  }

  @Test
  void givesUpAnAnswerThatDoesNotCome() {
    REALM.hangs(AUDIT);
    KeycloakAuditSink impatient =
        new KeycloakAuditSink(REALM.issuer(), API, Duration.ofMillis(300));
    assertThat(refusal(impatient)).hasMessageContaining("did not answer");
  }

  @Test
  void aRealmThatIsAwayIsTemporaryAndTheSecretIsInNoMessage() {
    REALM.away();
    AuditSinkException away = refusal(sink);
    assertThat(away.isPermanent()).isFalse();
    REALM.back();
    REALM.instead(FakeRealm.TOKEN, 401, "application/json", "{\"error\":\"invalid_client\"}");
    AuditSinkException wrong = refusal(sink);
    assertThat(wrong.isPermanent()).isFalse();
    assertThat(wrong).hasMessageContaining("invalid_client");
    assertThat(away + "" + away.getCause() + wrong + wrong.getCause())
        .doesNotContain("s3cret", "of-the-api");
  }

  @Test
  void anAddressWhereNobodyListensIsTemporary() {
    KeycloakAuditSink nobody =
        new KeycloakAuditSink(URI.create("http://127.0.0.1:1/realms/x"), API);
    assertThat(refusal(nobody).isPermanent()).isFalse();
  }
}
