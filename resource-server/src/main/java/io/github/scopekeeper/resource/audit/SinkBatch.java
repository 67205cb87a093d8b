package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batch in hand: what of it the sink does not have yet. Where the sink refuses it for good it
 * is halved, until the records that are to blame stand alone and are put aside.
 */
final class SinkBatch {
  private static final Logger LOG = LoggerFactory.getLogger(SinkBatch.class);

  private final AuditSink sink;
  private final RefusedRecords refusedRecords;
  private final AtomicLong refused = new AtomicLong();
  private final LogBrake brake = new LogBrake();
  private final Deque<List<AuditRecord>> parts = new ArrayDeque<>();

  SinkBatch(AuditSink sink, RefusedRecords refusedRecords) {
    this.sink = sink;
    this.refusedRecords = refusedRecords;
  }

  void take(List<AuditRecord> batch) {
    parts.add(batch);
  }

  boolean isDone() {
    return parts.isEmpty();
  }

  /** One call of the sink. Where it throws, the same call comes next. */
  void step() throws AuditSinkException, IOException {
    List<AuditRecord> part = parts.peek();
    try {
      sink.write(part);
    } catch (AuditSinkException e) {
      if (!e.isPermanent()) {
        throw e;
      }
      if (part.size() > 1) {
        split();
        return;
      }
      refuse(part.get(0), said(e));
    }
    parts.remove();
  }

  private void split() {
    List<AuditRecord> part = parts.remove();
    int half = part.size() / 2;
    parts.push(part.subList(half, part.size()));
    parts.push(part.subList(0, half));
  }

  private void refuse(AuditRecord record, String why) throws IOException {
    refusedRecords.put(record, why);
    long soFar = refused.incrementAndGet();
    brake.pass(
        () ->
            LOG.error(
                "The audit sink {} refuses the record {}: {} It was put aside ({}); {} so far.",
                sink.name(),
                record.id(),
                why,
                refusedRecords,
                soFar));
  }

  /** What a sink says, which may be what somebody else said to it, for a line of the log. */
  static String said(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return AuditText.bounded(message, AuditRecord.MAX_USER_AGENT).orElse("");
  }

  long refused() {
    return refused.get();
  }
}
