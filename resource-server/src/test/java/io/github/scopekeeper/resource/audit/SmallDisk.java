package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of which all in one folder together have a bounded size, as with a quota. */
final class SmallDisk extends PrivateFiles {

  private final Path folder;
  volatile long size;

  /** What is opened now can never be written, however much space there is. */
  volatile boolean broken;

  SmallDisk(Path folder, long size) {
    this.folder = folder;
    this.size = size;
  }

  @Override
  OutputStream append(Path file, boolean sync) throws IOException {
    OutputStream out = super.append(file, sync);
    boolean lost = broken;
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        if (lost) {
          throw new IOException("Stale file handle");
        }
        int fits = (int) Math.max(0, Math.min(length, size - used()));
        out.write(bytes, from, fits);
        if (fits < length) {
          throw new IOException("No space left on device");
        }
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }

  private long used() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.toList();
      return files.stream().mapToLong(SmallDisk::sizeOf).sum();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (java.nio.file.NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
