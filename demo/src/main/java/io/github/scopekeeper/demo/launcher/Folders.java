package io.github.scopekeeper.demo.launcher;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** The few things that the launcher does with files. */
final class Folders {

  private Folders() {}

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /**
   * Copies only what differs: Keycloak rebuilds itself, for a minute, when a JAR has a new date.
   */
  static boolean copyIfChanged(Path from, Path to) throws IOException {
    if (Files.exists(to) && Files.mismatch(from, to) == -1) {
      return false;
    }
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  static void requireRoom(Path folder, long bytes) throws IOException {
    var free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw noRoom(folder, (bytes >> 20) + " MB are needed, " + (free >> 20) + " MB are free");
    }
  }

  /** The one line for an error of the file system. */
  static DemoProblem problem(IOException e, Path folder) {
    var text =
        e instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : e.getMessage();
    if (text != null && text.contains("No space left")) {
      return noRoom(folder, "the disk is full");
    }
    if (e instanceof AccessDeniedException || text != null && text.contains("Read-only")) {
      return new DemoProblem(
          "Cannot write to %s: make it writable and start again".formatted(folder));
    }
    return new DemoProblem(
        "Cannot prepare %s (%s): 'mvn clean' starts afresh".formatted(folder, e));
  }

  private static DemoProblem noRoom(Path folder, String detail) {
    return new DemoProblem(
        "Not enough room in %s: %s; free some and start again".formatted(folder, detail));
  }
}
