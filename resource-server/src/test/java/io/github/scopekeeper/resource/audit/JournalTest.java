package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  private static final RememberingSink.Mood AWAY =
      batch -> {
        throw AuditSinkException.temporary("away", (Throwable) null);
      };

  @TempDir Path folder;

  private AuditTrailBuilder trail(AuditSink... sinks) {
    AuditTrailBuilder builder =
        AuditTrail.builder()
            .folder(folder)
            .retry(Duration.ofMillis(1), Duration.ofMillis(5))
            .closeTimeout(Duration.ofMillis(500));
    List.of(sinks).forEach(builder::sink);
    return builder;
  }

  /** What a process leaves whose sink was away. */
  private void leave(int from, int to) {
    RememberingSink away = new RememberingSink();
    away.mood = AWAY;
    try (AuditTrail trail = trail(away).start()) {
      assertThat(Records.numbered(from, to)).allMatch(trail::accept);
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("audit-"))
          .sorted()
          .toList();
    }
  }

  private List<AuditRecord> deliveredNext() {
    RememberingSink next = new RememberingSink();
    try (AuditTrail trail = trail(next).start()) {
      await().until(() -> trail.pending() == 0);
    }
    return next.records();
  }

  @Test
  void goesOnAfterARestartWithWhatIsLeftAndBringsNothingTwice() {
    leave(0, 150);
    leave(150, 300);
    assertThat(deliveredNext()).isEqualTo(Records.numbered(0, 300));
    leave(300, 310);
    assertThat(deliveredNext()).isEqualTo(Records.numbered(300, 310));
  }

  @Test
  void knowsBeforeItDeliversHowMuchIsLeft() {
    leave(0, 150);
    RememberingSink away = new RememberingSink();
    away.mood = AWAY;
    try (AuditTrail trail = trail(away).start()) {
      assertThat(trail.pending()).isEqualTo(150);
    }
  }

  @Test
  void aSinkThatIsNewGetsWhatIsStillThere() {
    leave(0, 10);
    RememberingSink known = new RememberingSink();
    RememberingSink fresh = new RememberingSink("fresh");
    try (AuditTrail trail = trail(known, fresh).start()) {
      await().until(() -> trail.pending() == 0);
    }
    assertThat(known.records()).isEqualTo(fresh.records()).hasSize(10);
  }

  @Test
  void aTornLastLineWasNeverAcceptedAndHoldsNothingUp() throws IOException {
    leave(0, 3);
    Files.writeString(
        segments().get(0),
        Records.numbered(3).toJson().substring(0, 40),
        StandardOpenOption.APPEND);
    leave(4, 6);
    assertThat(deliveredNext())
        .extracting(AuditRecord::action)
        .containsExactly("action.0", "action.1", "action.2", "action.4", "action.5");
  }

  @Test
  void linesThatNobodyCanReadAreCountedAndSkipped() throws IOException {
    leave(0, 2);
    String endless = "x".repeat(3 * JournalCursor.CHUNK);
    Files.writeString(
        segments().get(0),
        "no json\n\u0000\u0000\n{}\n" + endless + "\n" + Records.numbered(2).toJson() + "\n",
        StandardOpenOption.APPEND);
    RememberingSink next = new RememberingSink();
    try (AuditTrail trail = trail(next).start()) {
      await().until(() -> trail.pending() == 0);
      assertThat(trail.corrupt()).isGreaterThanOrEqualTo(4);
    }
    assertThat(next.records()).isEqualTo(Records.numbered(0, 3));
  }

  @Test
  void aPlaceThatNobodyCanReadIsTheBeginning() throws IOException {
    leave(0, 5);
    Files.writeString(
        folder.resolve("sink-test.place"), "000000000000000009 000000000000000000 deadbeef\n");
    assertThat(deliveredNext()).isEqualTo(Records.numbered(0, 5));
  }

  @Test
  void aFullJournalCountsWhatItDropsAndTakesAgainOnceThereIsRoom() throws IOException {
    RememberingSink sink = new RememberingSink();
    sink.mood = AWAY;
    long max = 1024 * 1024;
    try (AuditTrail trail = trail(sink).maxBytes(max).start()) {
      int accepted = 0;
      while (trail.accept(Records.numbered(accepted))) {
        accepted++;
      }
      assertThat(trail.accept(Records.numbered(-1))).isFalse();
      assertThat(trail.dropped()).isEqualTo(2);
      assertThat(size()).isBetween(max - 1_000, max);

      sink.mood = batch -> {};
      await().until(() -> trail.pending() == 0);
      assertThat(sink.records()).isEqualTo(Records.numbered(0, accepted));
      assertThat(trail.accept(Records.numbered(accepted))).isTrue();
      await().until(() -> trail.pending() == 0);
      assertThat(segments()).hasSizeLessThanOrEqualTo(2);
    }
  }

  private long size() throws IOException {
    long size = 0;
    for (Path segment : segments()) {
      size += Files.size(segment);
    }
    return size;
  }

  @Test
  void aFolderThatSomebodyDeletesThrowsNothingAndIsMadeAgain() throws IOException {
    RememberingSink sink = new RememberingSink();
    sink.mood = AWAY;
    try (AuditTrail trail = trail(sink).start()) {
      assertThat(trail.accept(Records.numbered(0))).isTrue();
      for (Path segment : segments()) {
        Files.delete(segment);
      }
      sink.mood = batch -> {};
      await()
          .until(
              () -> {
                trail.accept(Records.numbered(1));
                return sink.size() >= 1;
              });
      await().until(() -> trail.pending() == 0);
    }
  }

  @Test
  void belongsToOneTrailAtATime() {
    RememberingSink sink = new RememberingSink();
    try (AuditTrail trail = trail(sink).start()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> trail(new RememberingSink()).start())
          .withMessageContaining("in use")
          .withMessageContaining(folder.toString());
      assertThat(trail.accept(Records.numbered(1))).isTrue();
    }
    trail(sink).start().close();
  }

  @Test
  void whatIsWrongWithTheSettingsIsSaidAtTheStart() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatIllegalStateException()
        .isThrownBy(() -> trail(new RememberingSink()).folder(file).start())
        .withMessageContaining("cannot be used");
    assertThatIllegalStateException().isThrownBy(() -> trail().start());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trail(new RememberingSink("../up")))
        .withMessageContaining("name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trail(new RememberingSink(), new RememberingSink()));
    assertThatIllegalArgumentException().isThrownBy(() -> trail().maxBytes(10));
  }

  @Test
  void syncsEachRecordWhereThatIsAskedFor() {
    RememberingSink sink = new RememberingSink();
    try (AuditTrail trail = trail(sink).syncEachRecord(true).start()) {
      assertThat(Records.numbered(0, 20)).allMatch(trail::accept);
      await().until(() -> trail.pending() == 0);
    }
    assertThat(sink.records()).isEqualTo(Records.numbered(0, 20));
  }

  @Test
  void onlyItsOwnUserReadsItsFiles() throws IOException {
    Path made = folder.resolve("made/here");
    RememberingSink away = new RememberingSink();
    away.mood = AWAY;
    try (AuditTrail trail = trail(away).folder(made).start()) {
      trail.accept(Records.numbered(1));
    }
    assertThat(Files.getPosixFilePermissions(made))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    try (Stream<Path> files = Files.list(made)) {
      for (Path file : files.toList()) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
  }
}
