package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records without making anybody wait, and brings each to every sink.
 *
 * <p>With a folder a record is accepted once it is written to a local journal. From then on it
 * survives the death of the process by whatever cause, and is brought to each sink in the order of
 * acceptance, after a restart where need be, until the sink has taken it. It has been handed to the
 * operating system, which the loss of the machine's power can still undo; {@link
 * AuditTrailBuilder#syncEachRecord} closes that gap at the price of a disk's sync for each record.
 * Without a folder accepted records are in memory only, and lost in a crash.
 *
 * <p>Delivery is at least once: a crash between a sink's yes and the note of it repeats a batch,
 * with the same ids. What cannot be accepted, because the journal is full or the disk fails, is
 * {@link #dropped() counted} and logged, never thrown at the caller. Safe for any number of
 * threads.
 */
public final class AuditTrail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private final Backlog backlog;
  private final List<SinkWorker> workers;
  private final long closeNanos;
  private final AtomicLong dropped = new AtomicLong();
  private final LogBrake dropBrake = new LogBrake();
  private final AtomicBoolean closed = new AtomicBoolean();

  AuditTrail(Backlog backlog, List<SinkWorker> workers, long closeNanos) {
    this.backlog = backlog;
    this.workers = workers;
    this.closeNanos = closeNanos;
    workers.forEach(SinkWorker::start);
  }

  /** Sinks, folder and bounds of a trail; started by {@link AuditTrailBuilder#start}. */
  public static AuditTrailBuilder builder() {
    return new AuditTrailBuilder();
  }

  /**
   * Never waits for a sink; takes some microseconds with a journal.
   *
   * @param record never null
   * @return whether the record was accepted; false also once the trail is closed
   */
  public boolean accept(AuditRecord record) {
    Objects.requireNonNull(record, "record");
    try {
      Backlog.Fate fate = closed.get() ? Backlog.Fate.CLOSED : backlog.append(record);
      if (fate != Backlog.Fate.KEPT) {
        drop(fate == Backlog.Fate.FULL ? backlog + " is full." : "the trail is closed.", null);
        return false;
      }
    } catch (IOException | RuntimeException e) {
      drop(backlog + " cannot be written.", e);
      // What they have already may go now, and make room.
      workers.forEach(SinkWorker::wake);
      return false;
    }
    workers.forEach(SinkWorker::wake);
    return true;
  }

  private void drop(String why, Exception cause) {
    long soFar = dropped.incrementAndGet();
    dropBrake.pass(
        () ->
            LOG.error(
                "Audit records are dropped, {} so far: {} Waiting: {}",
                soFar,
                why,
                pendingBySink(),
                cause));
  }

  /** How many records were not accepted since this trail was started. */
  public long dropped() {
    return dropped.get();
  }

  /** How many accepted records the slowest sink does not have yet. */
  public long pending() {
    return workers.stream().mapToLong(SinkWorker::pending).max().orElse(0);
  }

  /** How many accepted records each sink does not have yet, by the sink's name. */
  public Map<String, Long> pendingBySink() {
    Map<String, Long> pending = new LinkedHashMap<>();
    workers.forEach(worker -> pending.put(worker.name(), worker.pending()));
    return pending;
  }

  /**
   * How many records sinks refused for good since this trail was started. With a folder they are in
   * {@code refused-<sink>.jsonl}.
   */
  public long refused() {
    return workers.stream().mapToLong(SinkWorker::refused).sum();
  }

  /** How many lines of the journal were skipped because they are no records any more. */
  public long corrupt() {
    return workers.stream().mapToLong(SinkWorker::corrupt).max().orElse(0);
  }

  /**
   * Accepts nothing more and gives the sinks a bounded time to take what there is. A sink that
   * fails is not tried again. With a folder the rest is delivered by the next trail on it.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    workers.forEach(SinkWorker::finish);
    long deadline = System.nanoTime() + closeNanos;
    try {
      for (SinkWorker worker : workers) {
        worker.await(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    workers.forEach(SinkWorker::stop);
    backlog.close();
  }
}
