package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that brings records to one sink, in their order, again and again until they are. */
final class SinkWorker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);

  private final AuditSink sink;
  private final Backlog.Cursor cursor;
  private final SinkBatch batch;
  private final Backoff backoff;
  private final int batchSize;
  private final Thread thread;
  private final LogBrake failureBrake = new LogBrake();

  private int failures;
  private boolean failureTold;
  private volatile boolean idle;
  private volatile boolean closing;
  private volatile boolean stopped;

  SinkWorker(AuditSink sink, Backlog backlog, Backoff backoff, int batchSize) throws IOException {
    this.sink = sink;
    this.cursor = backlog.cursor(sink.name());
    this.batch = new SinkBatch(sink, backlog.refused(sink.name()));
    this.backoff = backoff;
    this.batchSize = batchSize;
    this.thread = new Thread(this, "audit-" + sink.name());
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** There is something new. Costs next to nothing while the thread is busy. */
  void wake() {
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        if (batch.isDone() && !takeBatch()) {
          return;
        }
        deliver();
      } catch (Throwable e) { // whatever a sink throws, the next record still has to get there
        failed(e);
        if (closing) {
          return;
        }
        pause(e);
      }
    }
  }

  /** False where there is nothing any more and nothing will come. */
  private boolean takeBatch() throws IOException {
    List<AuditRecord> records = cursor.next(batchSize);
    while (records.isEmpty()) {
      if (closing) {
        return false;
      }
      // Looks once more after it has said that it sleeps: then no wake() goes by unnoticed.
      idle = true;
      records = cursor.next(batchSize);
      if (records.isEmpty() && !closing) {
        LockSupport.park(this);
      }
      idle = false;
    }
    batch.take(records);
    return true;
  }

  private void deliver() throws AuditSinkException, IOException {
    while (!batch.isDone() && !stopped) {
      batch.step();
      recovered();
    }
    if (batch.isDone()) {
      cursor.advance();
    }
  }

  private void recovered() {
    failures = 0;
    if (failureTold) {
      LOG.info("The audit sink {} takes records again.", sink.name());
      failureTold = false;
    }
  }

  private void failed(Throwable e) {
    failures++;
    failureBrake.pass(
        () -> {
          failureTold = true;
          LOG.warn(
              "The audit sink {} fails and is tried again: {} {} records wait for it.",
              sink.name(),
              SinkBatch.said(e),
              cursor.pending(),
              e instanceof AuditSinkException ? null : e);
        });
  }

  private void pause(Throwable e) {
    Duration asked =
        e instanceof AuditSinkException known
            ? known.retryAfter().orElse(Duration.ZERO)
            : Duration.ZERO;
    long until = System.nanoTime() + backoff.after(failures, asked).toNanos();
    long left = until - System.nanoTime();
    while (left > 0 && !closing) {
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted() && stopped) {
        return;
      }
      left = until - System.nanoTime();
    }
  }

  /** Deliver what is there, but no longer wait where the sink does not take it. */
  void finish() {
    closing = true;
    LockSupport.unpark(thread);
  }

  /** Waits until {@link #finish} is done, at most until this time of {@link System#nanoTime()}. */
  void await(long deadline) throws InterruptedException {
    long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    if (millis > 0) {
      thread.join(millis);
    }
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  String name() {
    return sink.name();
  }

  long pending() {
    return cursor.pending();
  }

  long corrupt() {
    return cursor.corrupt();
  }

  long refused() {
    return batch.refused();
  }
}
