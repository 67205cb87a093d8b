package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.resource.support.FakeRealm;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakAnswersTest extends KeycloakSinkSetting {

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
    realm.instead(
        AUDIT,
        exchange -> {
          exchange.getResponseHeaders().set("Location", realm.issuer() + "/elsewhere");
          answer(exchange, status, "");
        });
    assertThat(refusal(sink).isPermanent()).isEqualTo(forEver);
    assertThat(realm.requests("/elsewhere")).isZero();
  }

  @Test
  void passesOnWhatTheRealmSaysToAnAdminButNoLineOfItsOwn() {
    realm.instead(
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
    realm.instead(
        AUDIT,
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "17");
          answer(exchange, 429, "");
        });
    assertThat(refusal(sink).retryAfter()).contains(Duration.ofSeconds(17));

    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    realm.instead(
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
    realm.instead(
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
    realm.instead(AUDIT, exchange -> answer(exchange, 200, body));
    assertThat(refusal(sink).isPermanent()).isFalse();
  }

  @Test
  void givesUpAnAnswerThatDoesNotEnd() {
    realm.instead(
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
    realm.hangs(AUDIT);
    KeycloakAuditSink impatient =
        new KeycloakAuditSink(realm.issuer(), API, Duration.ofMillis(300));
    assertThat(refusal(impatient)).hasMessageContaining("did not answer");
  }

  @Test
  void aRealmThatIsAwayIsTemporaryAndTheSecretIsInNoMessage() {
    realm.away();
    AuditSinkException away = refusal(sink);
    assertThat(away.isPermanent()).isFalse();
    realm.back();
    realm.instead(FakeRealm.TOKEN, 401, "application/json", "{\"error\":\"invalid_client\"}");
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
