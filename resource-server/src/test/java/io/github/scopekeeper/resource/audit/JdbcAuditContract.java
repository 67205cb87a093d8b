package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on each database. */
abstract class JdbcAuditContract {

  abstract DataSource source();

  private JdbcAuditSink sink;
  private JdbcAuditLog log;

  @BeforeEach
  void emptyTables() throws SQLException {
    execute("DROP TABLE IF EXISTS scope_audit_scope", "DROP TABLE IF EXISTS scope_audit");
    JdbcAuditSink.createSchema(source());
    sink = new JdbcAuditSink(source());
    log = new JdbcAuditLog(source());
  }

  final void execute(String... statements) throws SQLException {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private List<AuditRecord> find(AuditQuery.Builder query) {
    List<AuditRecord> found = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      AuditPage page = log.find(query.page(next.orElse(null)).build());
      found.addAll(page.records());
      next = page.next();
    } while (next.isPresent());
    return found;
  }

  @Test
  void recordsComeBackEqualToWhatWasWritten() throws AuditSinkException {
    List<AuditRecord> records =
        List.of(
            Records.full().build(),
            AuditRecord.builder("look", Outcome.SUCCESS).time(Instant.EPOCH).build(),
            AuditRecord.builder("\u20AC".repeat(255), Outcome.FAILURE)
                .time(AuditRecord.LATEST)
                .scopes(IntStream.range(100, 200).mapToObj(i -> "s".repeat(252) + i).toList())
                .userAgent("\uD83D\uDE00".repeat(600))
                .resourceId("'; DROP TABLE scope_audit; --")
                .reason("\u0000\uD800%_\\")
                .build());
    sink.write(records);

    assertThat(find(AuditQuery.builder())).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void aRecordThatIsThereStaysAsItIs() throws AuditSinkException {
    AuditRecord first = Records.full().build();
    AuditRecord forged = Records.full().id(first.id()).subject("somebody else").build();
    sink.write(List.of(first, first));
    sink.write(List.of(forged, Records.numbered(1)));

    assertThat(find(AuditQuery.builder())).containsExactlyInAnyOrder(first, Records.numbered(1));
  }

  @Test
  void findsByEachPropertyAndByTheirCombinations() throws AuditSinkException {
    List<AuditRecord> records = mixed();
    for (int i = 0; i < records.size(); i += 100) {
      sink.write(records.subList(i, i + 100));
    }
    Instant from = Records.NOON.plusMillis(100);
    Instant to = Records.NOON.plusMillis(900);
    for (int mask = 0; mask < 64; mask++) {
      AuditQuery.Builder query = AuditQuery.builder().pageSize(170);
      List<AuditRecord> expected = new ArrayList<>(records);
      if ((mask & 1) != 0) {
        query.subject("user-1");
        expected.removeIf(r -> !r.subject().equals(Optional.of("user-1")));
      }
      if ((mask & 2) != 0) {
        query.clientId("app-0");
        expected.removeIf(r -> !r.clientId().equals(Optional.of("app-0")));
      }
      if ((mask & 4) != 0) {
        query.scope("b:write");
        expected.removeIf(r -> !r.scopes().contains("b:write"));
      }
      if ((mask & 8) != 0) {
        query.outcome(Outcome.REFUSED);
        expected.removeIf(r -> r.outcome() != Outcome.REFUSED);
      }
      if ((mask & 16) != 0) {
        query.from(from);
        expected.removeIf(r -> r.time().isBefore(from));
      }
      if ((mask & 32) != 0) {
        query.to(to);
        expected.removeIf(r -> !r.time().isBefore(to));
      }
      assertThat(find(query))
          .as("mask %d", mask)
          .containsExactlyInAnyOrderElementsOf(expected)
          .isSortedAccordingTo(Comparator.comparing(AuditRecord::time).reversed());
    }
  }

  /** 1,000 of which three each happen in the same millisecond. */
  private static List<AuditRecord> mixed() {
    List<AuditRecord> records = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      records.add(
          AuditRecord.builder("a", Outcome.values()[i % 3])
              .id(UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)}))
              .time(Records.NOON.plusMillis(i / 3 * 3))
              .subject(i % 5 == 0 ? null : "user-" + i % 4)
              .clientId("app-" + i % 2)
              .scopes(i % 2 == 0 ? Set.of() : i % 3 == 0 ? Set.of("a") : Set.of("a", "b:write"))
              .build());
    }
    Collections.shuffle(records, new java.util.Random(7));
    return records;
  }

  @Test
  void pagesNeitherRepeatNorHideWhereRecordsComeInMeanwhile() throws AuditSinkException {
    sink.write(Records.numbered(0, 30));
    AuditQuery.Builder query = AuditQuery.builder().pageSize(10);
    AuditPage first = log.find(query.build());
    sink.write(Records.numbered(30, 60));
    AuditPage second = log.find(query.page(first.next().orElseThrow()).build());
    AuditPage third = log.find(query.page(second.next().orElseThrow()).build());

    assertThat(first.records().get(0)).isEqualTo(Records.numbered(29));
    assertThat(second.records()).first().isEqualTo(Records.numbered(19));
    assertThat(third.records()).last().isEqualTo(Records.numbered(0));
    assertThat(third.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAA", "%00", "' OR 1=1 --", "\u20AC"})
  void takesNoPageThatItDidNotGive(String page) {
    AuditQuery query = AuditQuery.builder().page(page).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.find(query))
        .withMessageContaining("no page");
  }

  @Test
  void takesNoPageOfAnotherQuery() throws AuditSinkException {
    sink.write(Records.numbered(0, 3));
    String page = log.find(AuditQuery.builder().pageSize(1).build()).next().orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.find(AuditQuery.builder().page(page).subject("6f1c").build()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.find(AuditQuery.builder().page(page + "A").build()));
  }

  @Test
  void searchesLiterallyAndForNothingElse() throws AuditSinkException {
    sink.write(List.of(Records.full().build()));
    assertThat(find(AuditQuery.builder().subject("%"))).isEmpty();
    assertThat(find(AuditQuery.builder().subject("' OR '1'='1"))).isEmpty();
    assertThat(find(AuditQuery.builder().subject("\u0000"))).isEmpty();
    assertThat(find(AuditQuery.builder().scope("account"))).isEmpty();
    assertThat(find(AuditQuery.builder().from(Instant.MAX))).isEmpty();
    assertThat(find(AuditQuery.builder().from(Instant.MIN).to(Instant.MAX))).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditQuery.builder().pageSize(501).build());
  }

  @Test
  void aBatchIsWrittenAsAWholeOrNotAtAll() throws Exception {
    execute("ALTER TABLE scope_audit ADD CONSTRAINT no_five CHECK (action <> 'action.5')");

    assertThatThrownBy(() -> sink.write(Records.numbered(0, 10)))
        .asInstanceOf(type(AuditSinkException.class))
        .matches(AuditSinkException::isPermanent);
    assertThat(find(AuditQuery.builder())).isEmpty();
  }

  @Test
  void aMissingTableIsATemporaryFaultWithASentence() throws SQLException {
    execute("DROP TABLE scope_audit_scope", "DROP TABLE scope_audit");
    assertThatThrownBy(() -> sink.write(Records.numbered(0, 1)))
        .hasMessageContaining("create the schema")
        .asInstanceOf(type(AuditSinkException.class))
        .matches(e -> !e.isPermanent());
    assertThatThrownBy(() -> log.find(AuditQuery.builder().build()))
        .isInstanceOf(AuditLogException.class);
  }

  @Test
  void theSchemaCanBeCreatedTwiceAndByManyAtOnce() throws Exception {
    execute("DROP TABLE scope_audit_scope", "DROP TABLE scope_audit");
    Callable<Void> create =
        () -> {
          JdbcAuditSink.createSchema(source());
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> each : threads.invokeAll(Collections.nCopies(4, create))) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(find(AuditQuery.builder())).isEmpty();
  }

  @Test
  void scopesGoWithTheirRecord() throws Exception {
    sink.write(List.of(Records.full().build()));
    execute("DELETE FROM scope_audit");
    assertThat(find(AuditQuery.builder().scope("account:delete"))).isEmpty();
    sink.write(List.of(Records.full().build()));
    assertThat(find(AuditQuery.builder().scope("account:delete"))).hasSize(1);
  }
}
