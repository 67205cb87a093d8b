package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a journal, held by one process at a time. */
final class JournalFolder {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);
  private static final Pattern SEGMENT = Pattern.compile("audit-(\\d{18})\\.jsonl");
  private static final String LOCK = "lock";
  private static final Pattern PLACE = Pattern.compile("sink-([a-z0-9-]{1,40})\\.place");

  private static final Pattern OURS =
      Pattern.compile(LOCK + "|" + SEGMENT + "|" + PLACE + "|refused-[a-z0-9-]{1,40}\\.jsonl");

  /**
   * Those of this process. Without it a second try would let go of the first one's lock: some
   * systems drop all locks of a process on a file as soon as it closes that file once.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final PrivateFiles files;
  private final Path folder;
  private final FileChannel lockFile;

  private JournalFolder(PrivateFiles files, Path folder, FileChannel lockFile) {
    this.files = files;
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * @throws IllegalStateException where another journal has it
   * @throws IOException where it, or a file of a journal in it, is a link or another user's
   */
  static JournalFolder open(PrivateFiles files, Path folder) throws IOException {
    files.createFolder(folder);
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(folder);
    }
    FileChannel channel = null;
    try {
      checkFiles(files, real);
      files.create(real.resolve(LOCK));
      channel = files.lockable(real.resolve(LOCK));
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(folder);
      }
      return new JournalFolder(files, real, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(real);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static void checkFiles(PrivateFiles files, Path folder) throws IOException {
    for (Path file : list(folder)) {
      if (OURS.matcher(file.getFileName().toString()).matches()) {
        files.check(file);
      }
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  private static IllegalStateException inUse(Path folder) {
    return new IllegalStateException(
        "The audit journal %s is in use: give each process a folder of its own.".formatted(folder));
  }

  /** The segments that were left, in no order. */
  List<Segment> segments() throws IOException {
    List<Segment> segments = new ArrayList<>();
    for (Path file : list(folder)) {
      Matcher name = SEGMENT.matcher(file.getFileName().toString());
      if (name.matches()) {
        segments.add(new Segment(files, Long.parseLong(name.group(1)), file, Files.size(file)));
      }
    }
    return segments;
  }

  Segment create(long number) throws IOException {
    files.createFolder(folder);
    Path file = folder.resolve("audit-%018d.jsonl".formatted(number));
    files.createNew(file);
    return new Segment(files, number, file, 0);
  }

  /** The sinks that have left a place here. */
  List<String> knownSinks() throws IOException {
    return list(folder).stream()
        .map(file -> PLACE.matcher(file.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> name.group(1))
        .sorted()
        .toList();
  }

  PrivateFiles files() {
    return files;
  }

  Path placeOf(String sink) {
    return folder.resolve("sink-" + sink + ".place");
  }

  Path refusedBy(String sink) {
    return folder.resolve("refused-" + sink + ".jsonl");
  }

  /** A file is only safe once its name is. */
  void sync() {
    try (FileChannel names = FileChannel.open(folder)) {
      names.force(true);
    } catch (IOException e) {
      LOG.debug("{} cannot be synced as a folder on this system.", folder, e);
    }
  }

  void close() throws IOException {
    lockFile.close();
    HELD.remove(folder);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
