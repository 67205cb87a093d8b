package io.github.scopekeeper.resource.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailTest {

  @TempDir Path folder;

  private final RememberingSink sink = new RememberingSink();

  private AuditTrailBuilder trail(boolean journal, AuditSink... sinks) {
    AuditTrailBuilder builder =
        AuditTrail.builder()
            .retry(Duration.ofMillis(1), Duration.ofMillis(5))
            .closeTimeout(Duration.ofSeconds(5));
    List.of(sinks).forEach(builder::sink);
    return journal ? builder.folder(folder) : builder;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bringsEachRecordToEachSinkInItsOrder(boolean journal) {
    RememberingSink second = new RememberingSink("second");
    try (AuditTrail trail = trail(journal, sink, second).start()) {
      assertThat(Records.numbered(0, 1_000)).allMatch(trail::accept);
      await().until(() -> trail.pending() == 0);
      assertThat(trail.pendingBySink()).containsOnlyKeys("test", "second");
    }
    assertThat(sink.records()).isEqualTo(Records.numbered(0, 1_000));
    assertThat(second.records()).isEqualTo(Records.numbered(0, 1_000));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void triesAgainUntilAFailingSinkTakesThem(boolean journal) {
    AtomicInteger failuresLeft = new AtomicInteger(5);
    sink.mood =
        batch -> {
          int left = failuresLeft.getAndDecrement();
          if (left > 3) {
            throw AuditSinkException.temporary("away", (Throwable) null);
          } else if (left > 0) {
            throw new IllegalStateException("a bug");
          }
        };
    try (AuditTrail trail = trail(journal, sink).start()) {
      assertThat(Records.numbered(0, 250)).allMatch(trail::accept);
      await().until(() -> trail.pending() == 0);
    }
    assertThat(sink.records()).isEqualTo(Records.numbered(0, 250));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void doesNotWaitForASinkThatHangs(boolean journal) {
    CountDownLatch goOn = new CountDownLatch(1);
    sink.mood = batch -> uninterruptibly(goOn);
    RememberingSink healthy = new RememberingSink("healthy");
    try (AuditTrail trail = trail(journal, sink, healthy).start()) {
      assertThat(Records.numbered(0, 500)).allMatch(trail::accept);
      await().until(() -> healthy.size() == 500);
      assertThat(trail.pendingBySink()).containsEntry("test", 500L).containsEntry("healthy", 0L);
      goOn.countDown();
      await().until(() -> trail.pending() == 0);
    }
    assertThat(sink.records()).isEqualTo(Records.numbered(0, 500));
  }

  @Test
  void closesInTimeWhereASinkHangsAndTheNextTrailDelivers() {
    CountDownLatch never = new CountDownLatch(1);
    sink.mood = batch -> uninterruptibly(never);
    AuditTrail hanging = trail(true, sink).closeTimeout(Duration.ofMillis(50)).start();
    assertThat(hanging.accept(Records.numbered(1))).isTrue();
    await().until(() -> sink.calls.get() == 1);
    hanging.close();
    assertThat(hanging.accept(Records.numbered(2))).isFalse();
    assertThat(hanging.dropped()).isEqualTo(1);

    RememberingSink next = new RememberingSink();
    try (AuditTrail trail = trail(true, next).start()) {
      await().until(() -> next.size() == 1);
      never.countDown();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void deliversOnceWhatManyThreadsAccept(boolean journal) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (AuditTrail trail = trail(journal, sink).maxRecordsInMemory(16_000).start()) {
      List<Callable<Boolean>> work =
          IntStream.range(0, 8)
              .mapToObj(t -> Records.numbered(t * 2_000, (t + 1) * 2_000))
              .map(mine -> (Callable<Boolean>) () -> mine.stream().allMatch(trail::accept))
              .toList();
      for (Future<Boolean> all : threads.invokeAll(work)) {
        assertThat(all.get()).isTrue();
      }
      await().until(() -> trail.pending() == 0);
      assertThat(trail.dropped()).isZero();
    } finally {
      threads.shutdownNow();
    }
    assertThat(Set.copyOf(sink.records())).isEqualTo(Set.copyOf(Records.numbered(0, 16_000)));
    assertThat(sink.repeated).hasValue(0);
  }

  @Test
  void acceptsFromAThreadThatIsInterruptedAndGoesOn() {
    try (AuditTrail trail = trail(true, sink).start()) {
      Thread.currentThread().interrupt();
      assertThat(trail.accept(Records.numbered(1))).isTrue();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(trail.accept(Records.numbered(2))).isTrue();
      await().until(() -> sink.size() == 2);
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void countsWhatTheQueueInMemoryHasNoRoomFor() {
    CountDownLatch goOn = new CountDownLatch(1);
    sink.mood = batch -> uninterruptibly(goOn);
    try (AuditTrail trail = trail(false, sink).maxRecordsInMemory(10).start()) {
      assertThat(Records.numbered(0, 10)).allMatch(trail::accept);
      assertThat(Records.numbered(10, 15)).noneMatch(trail::accept);
      assertThat(trail.dropped()).isEqualTo(5);
      goOn.countDown();
      await().until(() -> trail.pending() == 0);
      assertThat(trail.accept(Records.numbered(15))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoIsRefusedOftenLeavesRoomForOthers(boolean journal) {
    CountDownLatch goOn = new CountDownLatch(1);
    sink.mood = batch -> uninterruptibly(goOn);
    AuditTrailBuilder small = trail(journal, sink).maxRecordsInMemory(10).maxBytes(1024 * 1024);
    try (AuditTrail trail = small.start()) {
      while (trail.accept(AuditRecord.builder("refused", Outcome.REFUSED).build())) {
        assertThat(trail.dropped()).isZero();
      }
      assertThat(Records.numbered(0, 5)).allMatch(trail::accept);
      goOn.countDown();
    }
  }

  static void uninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
