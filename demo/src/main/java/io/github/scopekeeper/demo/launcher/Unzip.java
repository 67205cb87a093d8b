package io.github.scopekeeper.demo.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Unpacks a distribution whose entries all lie in one top folder, without that folder. */
final class Unzip {

  private static final long ROOM_FOR_DATA = 200L << 20;

  private Unzip() {}

  static void unpack(Path zip, Path target) throws IOException {
    if (!Files.isRegularFile(zip)) {
      throw new DemoProblem(
          "The Keycloak distribution %s is missing: run 'mvn -Pdemo' with a network connection"
              .formatted(zip));
    }
    // An aborted attempt leaves no half distribution that looks like a whole one.
    var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
    Folders.delete(unfinished);
    try (var file = new ZipFile(zip.toFile())) {
      requireRoom(file, target.getParent());
      for (var entries = file.entries(); entries.hasMoreElements(); ) {
        unpack(file, entries.nextElement(), unfinished);
      }
    } catch (ZipException e) {
      throw new DemoProblem(
          "The Keycloak distribution %s is damaged: delete it and run 'mvn -Pdemo' again"
              .formatted(zip));
    }
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    var inside = entry.getName().substring(entry.getName().indexOf('/') + 1);
    var path = target.resolve(inside).normalize();
    if (!path.startsWith(target)) {
      throw new ZipException("Entry outside of the folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    try (var content = zip.getInputStream(entry)) {
      Files.copy(content, path);
    }
    if (inside.endsWith(".sh")) {
      makeExecutable(path.toFile());
    }
  }

  private static void makeExecutable(File script) throws IOException {
    if (!script.setExecutable(true, false)) {
      throw new IOException("cannot make " + script + " executable");
    }
  }

  private static void requireRoom(ZipFile zip, Path folder) throws IOException {
    long needed = ROOM_FOR_DATA;
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      needed += entries.nextElement().getSize();
    }
    Folders.requireRoom(folder, needed);
  }
}
