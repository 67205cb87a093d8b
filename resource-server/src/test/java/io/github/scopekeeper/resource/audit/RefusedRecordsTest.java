package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedRecordsTest {

  @TempDir Path folder;

  private final RememberingSink sink = new RememberingSink();

  private AuditTrailBuilder trail() {
    return AuditTrail.builder()
        .sink(sink)
        .folder(folder)
        .retry(Duration.ofMillis(1), Duration.ofMillis(5));
  }

  private static RememberingSink.Mood refusing(long... numbers) {
    return batch -> {
      for (long number : numbers) {
        if (batch.contains(Records.numbered(number))) {
          throw AuditSinkException.permanent("not that one", null);
        }
      }
    };
  }

  @Test
  void onlyTheBadOnesOfABatchArePutAsideAndTheOthersKeepTheirOrder() throws IOException {
    sink.mood = refusing(7, 8, 90);
    try (AuditTrail trail = trail().start()) {
      assertThat(Records.numbered(0, 300)).allMatch(trail::accept);
      await().until(() -> trail.pending() == 0);
      assertThat(trail.refused()).isEqualTo(3);
    }
    List<AuditRecord> expected = new ArrayList<>(Records.numbered(0, 300));
    expected.removeAll(List.of(Records.numbered(7), Records.numbered(8), Records.numbered(90)));
    assertThat(sink.records()).isEqualTo(expected);

    List<String> lines = Files.readAllLines(folder.resolve("refused-test.jsonl"));
    assertThat(lines).hasSize(3).allMatch(line -> line.contains("\"refusal\":\"not that one\""));
    assertThat(AuditRecord.fromJson(lines.get(0))).isEqualTo(Records.numbered(7));
  }

  @Test
  void aSinkThatIsAwayWhileABatchIsSplitPutsNothingAsideTwice() throws IOException {
    RememberingSink.Mood refusing = refusing(3);
    sink.mood =
        batch -> {
          refusing.before(batch);
          if (batch.contains(Records.numbered(4)) && sink.calls.get() < 30) {
            throw AuditSinkException.temporary("away", (Throwable) null);
          }
        };
    try (AuditTrail trail = trail().start()) {
      assertThat(Records.numbered(0, 20)).allMatch(trail::accept);
      await().until(() -> trail.pending() == 0);
    }
    assertThat(Files.readAllLines(folder.resolve("refused-test.jsonl"))).hasSize(1);
    assertThat(sink.size()).isEqualTo(19);
  }

  @Test
  void nothingIsLostWhereTheFileOfTheRefusedIsFull() throws IOException {
    sink.mood = refusing(1);
    Path file = folder.resolve("refused-test.jsonl");
    try (AuditTrail trail = trail().maxRefusedBytes(20).start()) {
      assertThat(Records.numbered(1, 3)).allMatch(trail::accept);
      await().until(() -> sink.calls.get() > 20);
      assertThat(trail.pending()).isEqualTo(2);
      sink.mood = batch -> {};
      await().until(() -> trail.pending() == 0);
    }
    assertThat(sink.records()).isEqualTo(Records.numbered(1, 3));
    assertThat(file).isEmptyFile();
  }
}
