package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditRecordTest {

  @Test
  void isOneLineOfJsonWithTheseNames() {
    UUID id = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
    assertThat(Records.full().id(id).build().toJson())
        .isEqualTo(
            "{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\","
                + "\"time\":\"2026-11-22T16:42:57.123Z\",\"subject\":\"6f1c\","
                + "\"client_id\":\"fitness-app\",\"action\":\"account.delete\","
                + "\"scopes\":[\"account:delete\",\"profile:read\"],\"ip_address\":\"10.0.0.1\","
                + "\"user_agent\":\"Mozilla/5.0 (X11) \\\"Gecko\\\"\","
                + "\"resource_id\":\"account/7\",\"outcome\":\"refused\","
                + "\"reason\":\"insufficient_scope\"}");
  }

  @Test
  void leavesOutWhatIsAbsentAndAlwaysHasMilliseconds() {
    AuditRecord record =
        AuditRecord.builder("look", Outcome.SUCCESS)
            .time(Instant.parse("2026-11-22T16:42:57Z"))
            .build();

    assertThat(record.toJson())
        .contains("\"time\":\"2026-11-22T16:42:57.000Z\"", "\"scopes\":[]")
        .doesNotContain("subject", "reason", "null");
    assertThat(AuditRecord.fromJson(record.toJson())).isEqualTo(record);
  }

  @Property
  void comesBackFromJsonAsItWasWhateverAClientWrote(
      @ForAll String subject, @ForAll String userAgent, @ForAll String resourceId) {
    AuditRecord record =
        Records.full().subject(subject).userAgent(userAgent).resourceId(resourceId).build();

    assertThat(record.toJson()).doesNotContain("\n", "\r", "\u0000", "\u0085", "\u2028");
    assertThat(AuditRecord.fromJson(record.toJson())).isEqualTo(record);
  }

  @Test
  void cutsLongTextsAndTakesOutWhatCannotBeSeen() {
    AuditRecord record =
        Records.full()
            .userAgent("a\r\nforged\u202E line" + "x".repeat(1_000_000))
            .subject("\u0000 ")
            .build();

    assertThat(record.userAgent().orElseThrow()).startsWith("a forged line").hasSizeLessThan(513);
    assertThat(record.subject()).isEmpty();
    assertThat(Records.full().reason("a\tb\nc").build().reason()).contains("a b c");
  }

  @Test
  void theLongestRecordIsShorterThanWhatIsRead() {
    List<String> scopes =
        IntStream.range(0, 100).mapToObj(i -> "s".repeat(252) + (100 + i)).toList();
    AuditRecord record =
        new AuditRecordBuilder("\u20AC".repeat(255), Outcome.FAILURE)
            .scopes(scopes)
            .subject("\u20AC".repeat(300))
            .clientId("\"".repeat(300))
            .userAgent("\u20AC".repeat(600))
            .ipAddress("\u20AC".repeat(300))
            .resourceId("\\".repeat(300))
            .reason("\u20AC".repeat(300))
            .build();

    assertThat(AuditRecord.fromJson(record.toJson())).isEqualTo(record);
  }

  @Test
  void refusesWhatOnlyADeveloperCanHaveWrittenWrong() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditRecord.builder(" \n", Outcome.SUCCESS).build())
        .withMessageContaining("action");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.full().scopes(List.of("two words")).build())
        .withMessageContaining("space");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.full().time(Instant.MAX).build())
        .withMessageContaining("1970");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Records.full()
                    .scopes(IntStream.range(0, 101).mapToObj(i -> "s" + i).toList())
                    .build())
        .withMessageContaining("100");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"id\":1}",
        "{\"id\":\"x\",\"time\":\"2026-11-22T16:42:57Z\",\"action\":\"a\",\"scopes\":[],\"outcome\":\"success\"}",
        "{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\",\"time\":\"noon\",\"action\":\"a\",\"scopes\":[],\"outcome\":\"success\"}",
        "{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\",\"time\":\"2026-11-22T16:42:57Z\",\"action\":\"a\",\"scopes\":[null],\"outcome\":\"success\"}",
        "{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\",\"time\":\"2026-11-22T16:42:57Z\",\"action\":\"a\",\"scopes\":[1],\"outcome\":\"success\"}",
        "{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\",\"time\":\"2026-11-22T16:42:57Z\",\"action\":\"a\",\"scopes\":[],\"outcome\":\"SUCCESS\"}",
        "{\"id\":\"0a1b2c3d-0000-4000-8000-000000000001\",\"time\":\"2026-11-22T16:42:57Z\",\"action\":\"a\",\"outcome\":\"success\"}"
      })
  void readsNothingElse(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> AuditRecord.fromJson(json));
  }

  @Test
  void doesNotReadDeepOrEndlessJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditRecord.fromJson("{\"a\":".repeat(9_000)));
    assertThatIllegalArgumentException().isThrownBy(() -> AuditRecord.fromJson("x".repeat(70_000)));
  }
}
