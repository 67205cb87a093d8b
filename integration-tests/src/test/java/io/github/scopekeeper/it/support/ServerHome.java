package io.github.scopekeeper.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * An own copy of the distribution for one server. It stays between runs: Keycloak builds itself
 * anew only when a JAR in providers/ has changed.
 */
record ServerHome(Path directory) {
  static final Path TARGET = Path.of(System.getProperty("basedir", "."), "target").normalize();

  static ServerHome prepare(String name, boolean withOurJars) {
    String version = keycloakVersion();
    Path home = TARGET.resolve("servers").resolve(name + "-" + version).toAbsolutePath();
    try {
      if (!Files.isRegularFile(home.resolve("version.txt"))) {
        copyTree(distribution(), home);
      }
      deleteTree(home.resolve("data"));
      for (Path jar : withOurJars ? ourJars() : List.<Path>of()) {
        copyIfChanged(jar, home.resolve("providers").resolve(jar.getFileName()));
      }
      ServerHome prepared = new ServerHome(home);
      Files.deleteIfExists(prepared.log());
      return prepared;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lay out a Keycloak in " + home, e);
    }
  }

  static String keycloakVersion() {
    return System.getProperty("keycloak.version", "26.7.3");
  }

  static List<Path> ourJars() {
    Path directory = TARGET.resolve("jars");
    try (Stream<Path> jars = Files.list(directory)) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no JARs of ours in " + directory + ": run mvn pre-integration-test first", e);
    }
  }

  boolean hasOurJars() {
    return ourJars().stream()
        .anyMatch(jar -> Files.exists(directory.resolve("providers").resolve(jar.getFileName())));
  }

  /** As an admin does who uninstalls them: the database stays. */
  void removeOurJars() {
    try {
      for (Path jar : ourJars()) {
        Files.delete(directory.resolve("providers").resolve(jar.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path log() {
    return TARGET.resolve(directory.getFileName() + ".log");
  }

  /** What Maven has unpacked, untouched. */
  static Path distribution() {
    Path unpacked = TARGET.resolve("keycloak").resolve("keycloak-" + keycloakVersion());
    if (!Files.isDirectory(unpacked)) {
      throw new IllegalStateException(
          "no Keycloak in " + unpacked + ": run mvn pre-integration-test first");
    }
    return unpacked;
  }

  private static void copyIfChanged(Path from, Path to) throws IOException {
    if (!Files.exists(to) || Files.mismatch(from, to) >= 0) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(
              file, copy, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
