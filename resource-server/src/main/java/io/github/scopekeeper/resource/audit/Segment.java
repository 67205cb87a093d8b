package io.github.scopekeeper.resource.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One file of the journal: lines of JSON, only ever appended to. */
final class Segment {
  private final PrivateFiles files;
  private final long number;
  private final Path file;

  /** What may be read: beyond it a line may be half written. */
  private volatile long length;

  Segment(PrivateFiles files, long number, Path file, long length) {
    this.files = files;
    this.number = number;
    this.file = file;
    this.length = length;
  }

  long number() {
    return number;
  }

  Path file() {
    return file;
  }

  long length() {
    return length;
  }

  void grown(long length) {
    this.length = length;
  }

  /**
   * What stands there from the offset on, at most so many bytes.
   *
   * @throws NoSuchFileException where there is no file any more, or something else in its place
   * @throws EOFException where it has become shorter
   */
  byte[] read(long offset, int max) throws IOException {
    int wanted = (int) Math.min(max, length - offset);
    if (!files.isFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "it is not a file any more");
    }
    try (InputStream in = files.read(file)) {
      in.skipNBytes(offset);
      byte[] bytes = in.readNBytes(wanted);
      if (bytes.length < wanted) {
        throw new EOFException(file + " has become shorter.");
      }
      return bytes;
    }
  }

  /** How many lines end behind the offset. */
  long linesFrom(long offset) throws IOException {
    long lines = 0;
    for (long at = offset; at < length; at += JournalCursor.CHUNK) {
      for (byte b : read(at, JournalCursor.CHUNK)) {
        if (b == '\n') {
          lines++;
        }
      }
    }
    return lines;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
