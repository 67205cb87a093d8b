package io.github.scopekeeper.resource.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Records are personal data: only the API's own user reads its files. Symbolic links are never
 * followed. The streams, unlike channels, go on when the thread that uses them is interrupted.
 */
class PrivateFiles {

  private static final String FILE = "rw-------";
  private static final String FOLDER = "rwx------";

  private final Ownership ownership = new Ownership();

  /** Creates the folder, or checks the one that is there. */
  void createFolder(Path folder) throws IOException {
    if (!Files.exists(folder, NOFOLLOW_LINKS)) {
      Path parent = folder.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Files.createDirectories(folder, permissions(parent, FOLDER));
    }
    if (!attributes(folder).isDirectory()) {
      throw new IOException(folder + " is not a folder, or is a symbolic link to one.");
    }
    ownership.check(folder, PosixFilePermissions.fromString(FOLDER));
  }

  /** Creates the file, or checks the one that is there. */
  void create(Path file) throws IOException {
    try {
      createNew(file);
    } catch (FileAlreadyExistsException e) {
      check(file);
    }
  }

  /**
   * @throws FileAlreadyExistsException where there is one, or a link
   */
  void createNew(Path file) throws IOException {
    Files.createFile(file, permissions(file.toAbsolutePath().getParent(), FILE));
  }

  /**
   * @throws IOException where it is not a file that this API's user alone has
   */
  void check(Path file) throws IOException {
    if (!attributes(file).isRegularFile()) {
      throw new IOException(file + " is not a file, or is a symbolic link to one: remove it.");
    }
    ownership.check(file, PosixFilePermissions.fromString(FILE));
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS);
  }

  /** Whether it is a file, and not a link to one or a folder. */
  boolean isFile(Path path) throws IOException {
    return attributes(path).isRegularFile();
  }

  InputStream read(Path file) throws IOException {
    return Files.newInputStream(file, NOFOLLOW_LINKS);
  }

  /**
   * @param sync whether each write is on the disk before it returns
   */
  OutputStream append(Path file, boolean sync) throws IOException {
    Set<OpenOption> options = new HashSet<>(Set.of(StandardOpenOption.APPEND, NOFOLLOW_LINKS));
    if (sync) {
      options.add(StandardOpenOption.DSYNC);
    }
    return Files.newOutputStream(file, options.toArray(OpenOption[]::new));
  }

  /** Writes over the beginning of a file. */
  void overwrite(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
      out.write(bytes);
    }
  }

  void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = lockable(file)) {
      channel.truncate(length);
    }
  }

  FileChannel lockable(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
  }

  private FileAttribute<?>[] permissions(Path folder, String permissions) throws IOException {
    return ownership.isKnown(folder)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
