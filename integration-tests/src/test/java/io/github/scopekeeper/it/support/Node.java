package io.github.scopekeeper.it.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's own Node.js with the client of src/test/node, installed under target/. */
final class Node {
  private static final int OLDEST = 18;
  private static final Path SOURCE = ServerHome.TARGET.resolveSibling("src/test/node");
  private static final Path PROJECT = ServerHome.TARGET.resolve("node").toAbsolutePath();
  private static final List<String> INSTALL =
      List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
  private static boolean installed;

  private Node() {}

  /** What keeps the tests from using it; empty where nothing does. */
  static Optional<String> lack() {
    for (String tool : List.of("node", "npm")) {
      if (onPath(tool).isEmpty()) {
        return Optional.of("no " + tool + " found");
      }
    }
    String version = run(Path.of(".").toAbsolutePath(), List.of("node", "--version"));
    int major = Integer.parseInt(version.strip().replaceAll("^v(\\d+).*", "$1"));
    return major < OLDEST
        ? Optional.of("Node.js is " + version.strip() + ", older than " + OLDEST)
        : Optional.empty();
  }

  /** Where the client is, ready to run. */
  static synchronized Path project() {
    if (!installed) {
      copySources();
      run(PROJECT, INSTALL);
      installed = true;
    }
    return PROJECT;
  }

  private static void copySources() {
    try (Stream<Path> files = Files.list(SOURCE)) {
      Files.createDirectories(PROJECT);
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Path copy = PROJECT.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot copy " + SOURCE + " to " + PROJECT, e);
    }
  }

  private static String run(Path directory, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes());
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Path> onPath(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
