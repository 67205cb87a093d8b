package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalProcessTest {

  @TempDir Path folder;

  @Test
  void whatAKilledProcessHadAcceptedIsDelivered() throws Exception {
    OtherProcess process = OtherProcess.start(folder);
    long acknowledged = -1;
    try {
      while (acknowledged < 2_000) {
        acknowledged = Long.parseLong(process.line());
      }
    } finally {
      process.kill();
    }
    for (String line = process.line(); isWhole(line, acknowledged); line = process.line()) {
      acknowledged = Long.parseLong(line);
    }
    process.awaitEnd();

    RememberingSink sink = new RememberingSink();
    try (AuditTrail trail = AuditTrail.builder().sink(sink).folder(folder).start()) {
      await().until(() -> trail.pending() == 0);
      assertThat(trail.corrupt()).isZero();
    }
    List<AuditRecord> expected = Records.numbered(0, sink.size());
    assertThat(sink.records()).isEqualTo(expected);
    assertThat(sink.size()).isGreaterThan((int) acknowledged);
  }

  /** The last thing that a killed process says may be half a number. */
  private static boolean isWhole(String line, long before) {
    return line != null && line.equals(Long.toString(before + 1));
  }

  @Test
  void aSecondProcessIsRefusedAlsoAfterASecondTryInTheFirst() throws Exception {
    AuditTrailBuilder builder = AuditTrail.builder().sink(new RememberingSink()).folder(folder);
    try (AuditTrail trail = builder.start()) {
      assertThatIllegalStateException().isThrownBy(builder::start);
      OtherProcess second = OtherProcess.start(folder);
      try {
        assertThat(second.line()).contains("in use", "a folder of its own");
        second.awaitEnd();
      } finally {
        second.kill();
      }
      assertThat(trail.accept(Records.numbered(1))).isTrue();
    }
  }
}
