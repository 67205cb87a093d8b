package io.github.scopekeeper.resource.audit;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Records to try with. */
final class Records {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Records() {}

  /** Says everything that a record can say. */
  static AuditRecordBuilder full() {
    return AuditRecord.builder("account.delete", Outcome.REFUSED)
        .time(Instant.parse("2026-11-22T16:42:57.123Z"))
        .subject("6f1c")
        .clientId("fitness-app")
        .scopes(List.of("account:delete", "profile:read"))
        .ipAddress("10.0.0.1")
        .userAgent("Mozilla/5.0 (X11) \"Gecko\"")
        .resourceId("account/7")
        .reason("insufficient_scope");
  }

  static AuditRecord numbered(long number) {
    return AuditRecord.builder("action." + number, Outcome.SUCCESS)
        .id(new UUID(0, number))
        .time(NOON.plusMillis(number))
        .build();
  }

  static List<AuditRecord> numbered(int from, int to) {
    return IntStream.range(from, to).mapToObj(Records::numbered).toList();
  }
}
