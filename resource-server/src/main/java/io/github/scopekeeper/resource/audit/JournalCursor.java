package io.github.scopekeeper.resource.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink's place in the journal, kept in a file. */
final class JournalCursor implements Backlog.Cursor {
  /** Holds the longest line. */
  static final int CHUNK = 4 * AuditJson.MAX_LENGTH;

  private static final Logger LOG = LoggerFactory.getLogger(JournalCursor.class);

  private final Journal journal;
  private final PrivateFiles files;
  private final Path file;
  private final AtomicLong left;
  private final AtomicLong corrupt = new AtomicLong();
  private final LogBrake brake = new LogBrake();
  private final long appendedBefore;
  private volatile Place place;
  private Place reached;
  private long linesReached;
  private boolean closed;

  JournalCursor(Journal journal, PrivateFiles files, Path file) throws IOException {
    this.journal = journal;
    this.files = files;
    this.file = file;
    this.place = Place.read(files, file);
    this.reached = place;
    this.left = new AtomicLong(linesBehind(place));
    this.appendedBefore = journal.appended();
  }

  private long linesBehind(Place place) throws IOException {
    long lines = 0;
    Segment segment = journal.from(place.segment());
    while (segment != null) {
      lines += segment.linesFrom(segment.number() == place.segment() ? place.offset() : 0);
      segment = journal.from(segment.number() + 1);
    }
    return lines;
  }

  @Override
  public synchronized List<AuditRecord> next(int max) throws IOException {
    long appended = journal.appended();
    Segment segment = journal.from(place.segment());
    while (segment != null && !closed) {
      // Asked in this order: what has ended does not grow between the two questions.
      boolean ended = journal.isEnded(segment);
      long offset = segment.number() == place.segment() ? place.offset() : 0;
      if (offset < segment.length()) {
        List<AuditRecord> records = read(segment, offset, max);
        if (!records.isEmpty()) {
          return records;
        }
        advance();
      } else if (ended) {
        move(new Place(segment.number() + 1, 0), 0);
      } else {
        break;
      }
      segment = journal.from(place.segment());
    }
    left.set(appendedBefore - appended);
    return List.of();
  }

  /** Lines of this segment; none where all that was read is of no use. */
  private List<AuditRecord> read(Segment segment, long offset, int max) throws IOException {
    List<AuditRecord> records = new ArrayList<>();
    byte[] bytes = bytesOf(segment, offset);
    int from = 0;
    linesReached = 0;
    for (int at = 0; at < bytes.length && records.size() < max; at++) {
      if (bytes[at] == '\n') {
        parse(new String(bytes, from, at - from, StandardCharsets.UTF_8), segment, records);
        from = at + 1;
        linesReached++;
      }
    }
    // No end of a line at all: a torn last one, or what no record can be.
    reached = new Place(segment.number(), offset + (from == 0 ? bytes.length : from));
    return records;
  }

  private byte[] bytesOf(Segment segment, long offset) throws IOException {
    try {
      return segment.read(offset, CHUNK);
    } catch (NoSuchFileException | EOFException e) {
      LOG.error("{} was deleted, cut or replaced: the audit records in it are lost.", segment);
      journal.forget(segment);
      return new byte[0];
    }
  }

  private void parse(String line, Segment segment, List<AuditRecord> records) {
    try {
      records.add(AuditRecord.fromJson(line));
    } catch (IllegalArgumentException e) {
      if (corrupt.getAndIncrement() == 0) {
        LOG.error("A line of {} is no audit record and was skipped.", segment);
      }
    }
  }

  @Override
  public synchronized void advance() {
    move(reached, linesReached);
    linesReached = 0;
  }

  private void move(Place to, long lines) {
    if (closed) {
      return;
    }
    boolean otherSegment = to.segment() != place.segment();
    place = to;
    reached = to;
    left.addAndGet(-lines);
    try {
      to.write(files, file);
    } catch (IOException e) {
      // Sinks know what they had, so a place that is too early does no harm.
      brake.pass(() -> LOG.warn("The audit journal cannot keep the place in {}.", file, e));
    }
    if (otherSegment) {
      journal.sweep();
    }
  }

  long segment() {
    return place.segment();
  }

  @Override
  public long pending() {
    return Math.max(0, left.get() + journal.appended() - appendedBefore);
  }

  @Override
  public long corrupt() {
    return corrupt.get();
  }

  synchronized void close() {
    closed = true;
  }
}
