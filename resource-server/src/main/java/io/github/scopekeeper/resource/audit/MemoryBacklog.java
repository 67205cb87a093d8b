package io.github.scopekeeper.resource.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backlog that is gone with the process. */
final class MemoryBacklog implements Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryBacklog.class);

  private final int max;
  private final List<Waiting> queues = new ArrayList<>();
  private boolean closed;

  MemoryBacklog(int max) {
    this.max = max;
  }

  @Override
  public synchronized Fate append(AuditRecord record) {
    if (closed) {
      return Fate.CLOSED;
    }
    boolean refused = record.outcome() == Outcome.REFUSED;
    int room = refused ? Math.max(1, max / JournalBounds.REFUSED_SHARE) : max;
    for (Waiting waiting : queues) {
      if (waiting.records.size() >= room) {
        return Fate.FULL;
      }
    }
    queues.forEach(waiting -> waiting.records.add(record));
    return Fate.KEPT;
  }

  @Override
  public synchronized Cursor cursor(String sink) {
    Waiting waiting = new Waiting();
    queues.add(waiting);
    return waiting;
  }

  @Override
  public RefusedRecords refused(String sink) {
    return new NotKept();
  }

  @Override
  public synchronized void close() {
    closed = true;
    long lost = queues.stream().mapToLong(waiting -> waiting.records.size()).max().orElse(0);
    if (lost > 0) {
      LOG.error("{} audit records were not delivered and are lost: there is no journal.", lost);
    }
  }

  @Override
  public String toString() {
    return "the queue of %d audit records".formatted(max);
  }

  private final class Waiting implements Cursor {
    private final ArrayDeque<AuditRecord> records = new ArrayDeque<>();
    private int given;

    @Override
    public List<AuditRecord> next(int max) {
      synchronized (MemoryBacklog.this) {
        List<AuditRecord> batch = records.stream().limit(max).toList();
        given = batch.size();
        return batch;
      }
    }

    @Override
    public void advance() {
      synchronized (MemoryBacklog.this) {
        for (; given > 0; given--) {
          records.remove();
        }
      }
    }

    @Override
    public long pending() {
      synchronized (MemoryBacklog.this) {
        return records.size();
      }
    }

    @Override
    public long corrupt() {
      return 0;
    }
  }

  private static final class NotKept implements RefusedRecords {
    @Override
    public void put(AuditRecord record, String why) {
      // the worker logs it, and there is nowhere else
    }

    @Override
    public String toString() {
      return "nowhere, since there is no journal";
    }
  }
}
