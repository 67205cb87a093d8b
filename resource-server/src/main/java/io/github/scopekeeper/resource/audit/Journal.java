package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backlog in files. Lines are appended to the last segment; a segment goes when all sinks have
 * it. What a process before this one left is only read: its last line may be torn.
 */
final class Journal implements Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int SEGMENTS = 16;

  private final JournalFolder folder;
  private final JournalBounds bounds;
  private final ConcurrentNavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
  private final List<JournalCursor> cursors = new CopyOnWriteArrayList<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong appended = new AtomicLong();
  private long lastNumber;
  private Segment current;
  private OutputStream out;
  private boolean closed;

  Journal(JournalFolder folder, JournalBounds bounds) throws IOException {
    this.folder = folder;
    this.bounds = bounds;
    for (Segment left : folder.segments()) {
      segments.put(left.number(), left);
      bytes.addAndGet(left.length());
      lastNumber = Math.max(lastNumber, left.number());
    }
    for (String sink : folder.knownSinks()) {
      lastNumber = Math.max(lastNumber, Place.read(folder.files(), folder.placeOf(sink)).segment());
    }
  }

  @Override
  public Fate append(AuditRecord record) throws IOException {
    byte[] line = (record.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (this) {
      if (closed) {
        return Fate.CLOSED;
      }
      if (bytes.get() + line.length > bounds.roomFor(record.outcome())) {
        return Fate.FULL;
      }
      if (current == null || current.length() + line.length > bounds.maxBytes() / SEGMENTS) {
        startSegment();
      }
      write(line);
      return Fate.KEPT;
    }
  }

  private void write(byte[] line) throws IOException {
    try {
      out.write(line);
    } catch (IOException e) {
      takeBack();
      throw e;
    }
    current.grown(current.length() + line.length);
    bytes.addAndGet(line.length);
    appended.incrementAndGet();
  }

  /**
   * Half a line must not stand before the next one. The segment ends here, for two reasons: where
   * it is what fills the disk, it goes as soon as every sink has it; and a file that cannot be
   * written any more is not tried for ever.
   */
  private void takeBack() {
    Segment broken = current;
    try {
      folder.files().truncate(broken.file(), broken.length());
    } catch (IOException e) {
      LOG.debug("{} keeps half a line at its end.", broken, e);
    }
    endSegment();
    if (broken.length() == 0) {
      delete(broken);
    }
  }

  private void startSegment() throws IOException {
    endSegment();
    lastNumber++;
    Segment next = folder.create(lastNumber);
    if (bounds.syncEachRecord()) {
      folder.sync();
    }
    out = folder.files().append(next.file(), bounds.syncEachRecord());
    segments.put(next.number(), next);
    current = next;
  }

  private void endSegment() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException e) {
        LOG.warn("The audit journal could not close {}.", current, e);
      }
    }
    out = null;
    current = null;
  }

  @Override
  public Cursor cursor(String sink) throws IOException {
    JournalCursor cursor = new JournalCursor(this, folder.files(), folder.placeOf(sink));
    cursors.add(cursor);
    return cursor;
  }

  @Override
  public RefusedRecords refused(String sink) {
    return new RefusedFile(folder.files(), folder.refusedBy(sink), bounds.maxRefusedBytes());
  }

  /** The first segment that is not before this number, or null. */
  Segment from(long number) {
    var entry = segments.ceilingEntry(number);
    return entry == null ? null : entry.getValue();
  }

  /** Whether nothing will be appended to this segment any more. */
  synchronized boolean isEnded(Segment segment) {
    return segment != current;
  }

  synchronized long appended() {
    return appended.get();
  }

  /** Deletes what every sink has. */
  void sweep() {
    long needed = cursors.stream().mapToLong(JournalCursor::segment).min().orElse(0);
    for (Segment segment : segments.headMap(needed).values()) {
      if (isEnded(segment)) {
        delete(segment);
      }
    }
  }

  private void delete(Segment segment) {
    try {
      Files.deleteIfExists(segment.file());
      forget(segment);
    } catch (IOException e) {
      LOG.warn("The audit journal could not delete {}.", segment, e);
    }
  }

  /** It is no longer there, whoever took it. */
  synchronized void forget(Segment segment) {
    if (segment == current) {
      endSegment();
    }
    if (segments.remove(segment.number()) != null) {
      bytes.addAndGet(-segment.length());
    }
  }

  @Override
  public void close() {
    cursors.forEach(JournalCursor::close);
    synchronized (this) {
      closed = true;
      endSegment();
    }
    try {
      folder.close();
    } catch (IOException e) {
      LOG.warn("The audit journal {} could not be released.", folder, e);
    }
  }

  @Override
  public String toString() {
    return "the journal %s of %d bytes".formatted(folder, bounds.maxBytes());
  }
}
