package io.github.scopekeeper.it.support;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** One run of a distribution's {@code kc.sh}. */
final class KeycloakProcess {
  static final String ADMIN = "admin";

  /**
   * Both compilers: without the better one, which knows how to multiply big numbers, signing a
   * token and making a realm's keys take ten times as long. A collector for few cores.
   */
  private static final String JAVA_OPTIONS =
      System.getProperty("keycloak.java.options", "-XX:-UseG1GC -XX:+UseSerialGC");

  private final ServerHome home;
  private final Process process;

  private KeycloakProcess(ServerHome home, Process process) {
    this.home = home;
    this.process = process;
  }

  /** Runs it in front of nothing else on a busy machine where {@code modestly} is set. */
  static KeycloakProcess start(ServerHome home, List<String> arguments, boolean modestly) {
    List<String> command = new ArrayList<>(modestly ? List.of("nice", "-n", "10") : List.of());
    command.addAll(List.of("sh", home.directory().resolve("bin/kc.sh").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    builder.environment().put("JAVA_OPTS_APPEND", JAVA_OPTIONS);
    try {
      return new KeycloakProcess(home, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Keycloak from " + home.directory(), e);
    }
  }

  void awaitReady(URI management, Duration patience) {
    try {
      await("Keycloak")
          .atMost(patience)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> !process.isAlive() || Http.answers(management.resolve("/health/ready")));
    } catch (ConditionTimeoutException e) {
      kill();
      throw failure("was not ready within " + patience, e);
    }
    if (!process.isAlive()) {
      throw failure("ended with exit code " + process.exitValue(), null);
    }
  }

  void awaitEnd(Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw failure("did not end within " + patience, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (process.exitValue() != 0) {
      throw failure("ended with exit code " + process.exitValue(), null);
    }
  }

  private IllegalStateException failure(String what, Exception cause) {
    return new IllegalStateException("Keycloak " + what + ": see " + home.log(), cause);
  }

  String log() {
    try {
      return Files.readString(home.log(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Not one that the system might give to another process before the server takes it. */
  static int freePort() {
    int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return freePort();
    }
  }
}
