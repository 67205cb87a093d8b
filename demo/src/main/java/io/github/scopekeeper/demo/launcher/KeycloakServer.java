package io.github.scopekeeper.demo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Keycloak process. */
final class KeycloakServer {

  static final String ADMIN = "admin";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long STOP_SECONDS = 20;
  private static final String ERROR = "(main) ERROR: ";

  private final Process process;
  private final Path log;
  private volatile boolean stopping;

  private KeycloakServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static KeycloakServer start(KeycloakHome home, int port) {
    var command =
        List.of(
            home.script().toString(),
            "start-dev",
            "--http-host=localhost",
            "--http-port=" + port,
            "--import-realm");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(home.log().toFile());
    // Settings of another Keycloak in the caller's shell have no business here.
    builder.environment().keySet().removeIf(name -> name.startsWith("KC_"));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      return new KeycloakServer(builder.start(), home.log());
    } catch (IOException e) {
      throw new DemoProblem(
          "Cannot run %s (%s): 'mvn clean' starts afresh".formatted(home.script(), e.getMessage()));
    }
  }

  void await(Probe probe) throws InterruptedException {
    var deadline = Instant.now().plus(PATIENCE);
    while (!probe.answers()) {
      if (process.waitFor(250, TimeUnit.MILLISECONDS)) {
        throw ended();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new DemoProblem(
            "Keycloak did not answer at %s within %d minutes: see %s"
                .formatted(probe.uri(), PATIENCE.toMinutes(), log));
      }
    }
  }

  /** Returns only when {@link #stop} was called, which is when this process ends. */
  void watch() throws InterruptedException {
    process.waitFor();
    throw ended();
  }

  void stop() {
    stopping = true;
    var tree = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    tree.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        tree.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      tree.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  private DemoProblem ended() throws InterruptedException {
    if (stopping) {
      throw new InterruptedException("stopped on purpose");
    }
    return new DemoProblem(
        "Keycloak stopped with exit code %d%s: see %s; 'mvn clean' starts afresh"
            .formatted(process.exitValue(), cause(log), log));
  }

  /** Keycloak logs a chain of errors; the last one is the root. */
  static String cause(Path log) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains(ERROR))
          .reduce((first, last) -> last)
          .map(line -> " (" + line.substring(line.indexOf(ERROR) + ERROR.length()) + ")")
          .orElse("");
    } catch (IOException | UncheckedIOException unreadable) {
      return "";
    }
  }
}
