package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The settings of an {@link AuditTrail}. Not safe for several threads. */
public final class AuditTrailBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
  private static final long LEAST_BYTES = 1024L * 1024;
  private static final int LARGEST_BATCH = 1_000;

  private final List<AuditSink> sinks = new ArrayList<>();
  private PrivateFiles files = new PrivateFiles();
  private Path folder;
  private long maxBytes = 100L * 1024 * 1024;
  private long maxRefusedBytes = 10L * 1024 * 1024;
  private int maxRecordsInMemory = 10_000;
  private int batchSize = 100;
  private boolean syncEachRecord;
  private Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
  private Duration closeTimeout = Duration.ofSeconds(5);

  AuditTrailBuilder() {}

  /** Adds a sink. Each needs a name of its own. */
  public AuditTrailBuilder sink(AuditSink sink) {
    String name = sink.name();
    require(NAME.matcher(name).matches(), "A sink's name has 1 to 40 of a-z, 0-9 and -.");
    require(
        sinks.stream().noneMatch(other -> other.name().equals(name)),
        "There is a sink " + name + " already.");
    sinks.add(sink);
    return this;
  }

  /**
   * Where the journal is: a folder for this process alone, created where it is not there. One that
   * is there must belong to the user who runs the process, and not be a symbolic link; others lose
   * their rights to it.
   */
  public AuditTrailBuilder folder(Path folder) {
    this.folder = Objects.requireNonNull(folder);
    return this;
  }

  /** For tests. */
  AuditTrailBuilder files(PrivateFiles other) {
    files = other;
    return this;
  }

  /**
   * How large the journal may get, in bytes; at least 1 MiB, by default 100 MiB. Records of refused
   * operations are accepted up to half of it, so that nobody crowds out the others with them.
   */
  public AuditTrailBuilder maxBytes(long maxBytes) {
    require(maxBytes >= LEAST_BYTES, "A journal needs at least " + LEAST_BYTES + " bytes.");
    this.maxBytes = maxBytes;
    return this;
  }

  /**
   * How large the file of what a sink refuses may get, in bytes; by default 10 MiB. Once it is full
   * that sink gets nothing more until it is moved away.
   */
  public AuditTrailBuilder maxRefusedBytes(long maxRefusedBytes) {
    require(maxRefusedBytes >= 0, "A file has no negative size.");
    this.maxRefusedBytes = maxRefusedBytes;
    return this;
  }

  /**
   * How many records wait at most where there is no folder; by default 10,000. Records of refused
   * operations are accepted up to half of it.
   */
  public AuditTrailBuilder maxRecordsInMemory(int maxRecordsInMemory) {
    require(maxRecordsInMemory > 0, "A queue has room for one record at least.");
    this.maxRecordsInMemory = maxRecordsInMemory;
    return this;
  }

  /** How many records a sink is given at once at most: 1 to 1,000, by default 100. */
  public AuditTrailBuilder batchSize(int batchSize) {
    require(batchSize > 0 && batchSize <= LARGEST_BATCH, "A batch has 1 to 1,000 records.");
    this.batchSize = batchSize;
    return this;
  }

  /**
   * Whether accepting waits until the disk has the record, so that it survives the loss of power
   * too. Off by default: it takes milliseconds, one record after the other.
   */
  public AuditTrailBuilder syncEachRecord(boolean syncEachRecord) {
    this.syncEachRecord = syncEachRecord;
    return this;
  }

  /**
   * How long to wait before a sink that failed is tried again: at first about {@code first}, by
   * default 500 ms, then twice as long each time, up to {@code longest}, by default a minute. A
   * sink may ask for more, up to ten minutes.
   */
  public AuditTrailBuilder retry(Duration first, Duration longest) {
    require(first.toMillis() > 0, "Waiting takes a millisecond at least.");
    require(longest.compareTo(first) >= 0, "The longest wait is not shorter than the first.");
    backoff = new Backoff(first, longest);
    return this;
  }

  /** How long closing waits for the sinks at most; by default 5 seconds. */
  public AuditTrailBuilder closeTimeout(Duration closeTimeout) {
    require(!closeTimeout.isNegative(), "Waiting takes no negative time.");
    this.closeTimeout = closeTimeout;
    return this;
  }

  /**
   * Starts one thread for each sink, which begins with what the process before left in the folder.
   *
   * @throws IllegalStateException where there is no sink, the folder cannot be used, or another
   *     trail uses it; the message is for an admin
   */
  public AuditTrail start() {
    if (sinks.isEmpty()) {
      throw new IllegalStateException("An audit trail needs a sink.");
    }
    if (folder == null) {
      return start(new MemoryBacklog(maxRecordsInMemory));
    }
    try {
      return start(openJournal(folder.toAbsolutePath()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Journal openJournal(Path path) throws IOException {
    JournalFolder opened = JournalFolder.open(files, path);
    try {
      tellOfMissingSinks(opened);
      return new Journal(opened, new JournalBounds(maxBytes, maxRefusedBytes, syncEachRecord));
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void tellOfMissingSinks(JournalFolder opened) throws IOException {
    for (String known : opened.knownSinks()) {
      if (sinks.stream().noneMatch(sink -> sink.name().equals(known))) {
        LOG.warn("The audit sink {} is gone: what it has not had is no longer kept.", known);
      }
    }
  }

  private AuditTrail start(Backlog backlog) {
    List<SinkWorker> workers = new ArrayList<>();
    try {
      for (AuditSink sink : sinks) {
        workers.add(new SinkWorker(sink, backlog, backoff, batchSize));
      }
    } catch (IOException e) {
      backlog.close();
      throw unusable(e);
    }
    return new AuditTrail(backlog, workers, closeTimeout.toNanos());
  }

  private IllegalStateException unusable(IOException e) {
    return new IllegalStateException("The audit journal " + folder + " cannot be used: " + e, e);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
