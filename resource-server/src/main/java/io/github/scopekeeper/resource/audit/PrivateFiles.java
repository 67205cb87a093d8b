package io.github.scopekeeper.resource.audit;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Records are personal data: only the API's own user reads its files. */
final class PrivateFiles {
  private PrivateFiles() {}

  /** Creates it where it is not there yet. */
  static void create(Path file) throws IOException {
    try {
      Files.createFile(file, permissions(file.toAbsolutePath().getParent(), "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // that is what was wanted
    }
  }

  static void createFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Files.createDirectories(folder, permissions(parent, "rwx------"));
  }

  private static FileAttribute<?>[] permissions(Path folder, String permissions)
      throws IOException {
    if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
