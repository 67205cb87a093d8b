package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

  private static final long SIZE = 50_000;
  private static final RememberingSink.Mood UNREACHABLE =
      batch -> {
        throw AuditSinkException.temporary("unreachable", (Throwable) null);
      };

  @TempDir Path folder;

  private final RememberingSink sink = new RememberingSink();
  private SmallDisk disk;

  @BeforeEach
  void make() {
    disk = new SmallDisk(folder, SIZE);
  }

  private AuditTrail start() {
    return AuditTrail.builder()
        .folder(folder)
        .files(disk)
        .retry(Duration.ofMillis(1), Duration.ofMillis(5))
        .closeTimeout(Duration.ofMillis(500))
        .sink(sink)
        .start();
  }

  private static int fill(AuditTrail trail) {
    int accepted = 0;
    while (trail.accept(Records.numbered(accepted))) {
      accepted++;
    }
    return accepted;
  }

  @Test
  void aDiskThatTheJournalItselfHasFilledIsFreeOnceTheSinkHasEverything() {
    sink.mood = UNREACHABLE;
    try (AuditTrail trail = start()) {
      int accepted = fill(trail);
      assertThat(accepted).isPositive();
      sink.mood = batch -> {};
      await().until(() -> trail.pending() == 0);
      await().until(() -> trail.accept(Records.numbered(accepted)));
      List<AuditRecord> more = Records.numbered(accepted + 1, accepted + 50);
      assertThat(more).allMatch(trail::accept);
      await().until(() -> trail.pending() == 0);
      assertThat(sink.records()).isEqualTo(Records.numbered(0, accepted + 50));
    }
  }

  @Test
  void onceThereIsSpaceTheNextRecordIsAcceptedAndNothingOfTheDroppedOnesIsLeft() {
    sink.mood = UNREACHABLE;
    try (AuditTrail trail = start()) {
      List<AuditRecord> expected = new ArrayList<>(Records.numbered(0, fill(trail)));
      for (int i = 1000; i < 1100; i++) {
        assertThat(trail.accept(Records.numbered(i))).isFalse();
      }
      assertThat(folder.toFile().list()).as("no file for each").hasSizeLessThan(6);
      disk.size = 10 * SIZE;
      List<AuditRecord> more = Records.numbered(2000, 2050);
      assertThat(more).allMatch(trail::accept);
      expected.addAll(more);
      sink.mood = batch -> {};
      await().until(() -> trail.pending() == 0);
      assertThat(sink.records()).isEqualTo(expected);
      assertThat(trail.corrupt()).isZero();
    }
  }

  @Test
  void aFileThatCannotBeWrittenAnyMoreIsNotTriedForEver() {
    disk.broken = true;
    try (AuditTrail trail = start()) {
      assertThat(trail.accept(Records.numbered(1))).isFalse();
      disk.broken = false;
      assertThat(trail.accept(Records.numbered(2))).isTrue();
      await().until(() -> trail.pending() == 0);
    }
    assertThat(sink.records()).containsExactly(Records.numbered(2));
  }

  @Test
  void nothingOfHalfALineIsLeftInTheFileOfTheRefused() throws IOException {
    sink.mood = UNREACHABLE;
    disk.size = 400;
    Path file = folder.resolve("refused-test.jsonl");
    try (AuditTrail trail = start()) {
      assertThat(trail.accept(Records.numbered(1))).isTrue();
      assertThat(trail.accept(Records.numbered(2))).isTrue();
      sink.mood =
          batch -> {
            throw AuditSinkException.permanent("not that one", null);
          };
      int before = sink.calls.get();
      await().until(() -> sink.calls.get() > before + 20);
      disk.size = SIZE;
      await().until(() -> trail.pending() == 0);
    }
    assertThat(Files.readAllLines(file))
        .extracting(line -> AuditRecord.fromJson(line).action())
        .containsExactly("action.1", "action.2");
  }
}
