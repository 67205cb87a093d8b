package io.github.scopekeeper.it.support;

import static org.awaitility.Awaitility.await;

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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Keycloak's distribution as a process of this machine, on free ports of the loopback interface.
 */
final class ProcessServer implements KeycloakServer {
  static final String ADMIN = "admin";

  /**
   * Both compilers: without the better one, which knows how to multiply big numbers, signing a
   * token and making a realm's keys take ten times as long. A collector for few cores.
   */
  private static final String JAVA_OPTIONS =
      System.getProperty("keycloak.java.options", "-XX:-UseG1GC -XX:+UseSerialGC");

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** With a server that everything else on a busy machine goes before. */
  private static final Duration GREAT_PATIENCE = Duration.ofMinutes(8);

  private final ServerHome home;
  private final URI url;
  private final URI management;
  private final Database database;
  private final Process process;
  private final AdminClient adminClient;

  private ProcessServer(
      ServerHome home, String features, boolean modestly, int port, int managementPort) {
    this.home = home;
    this.url = URI.create("http://127.0.0.1:" + port);
    this.management = URI.create("http://127.0.0.1:" + managementPort);
    this.database = Database.of(home.directory());
    this.process = launch(features, modestly, port, managementPort);
    this.adminClient = new AdminClient(url, ADMIN, ADMIN);
  }

  static ProcessServer start(ServerHome home, String features, boolean modestly) {
    ProcessServer server = new ProcessServer(home, features, modestly, freePort(), freePort());
    server.awaitReady(modestly ? GREAT_PATIENCE : PATIENCE);
    return server;
  }

  private Process launch(String features, boolean modestly, int port, int managementPort) {
    List<String> command = new ArrayList<>(modestly ? List.of("nice", "-n", "10") : List.of());
    command.addAll(List.of("sh", home.directory().resolve("bin/kc.sh").toString()));
    command.add("start-dev");
    command.add("--http-host=127.0.0.1");
    command.add("--http-port=" + port);
    command.add("--http-management-port=" + managementPort);
    command.add("--health-enabled=true");
    command.add("--metrics-enabled=true");
    command.add("--db=" + database.vendor());
    command.add("--db-url=" + database.url());
    command.add("--db-username=" + Database.USER);
    command.add("--db-password=" + Database.PASSWORD);
    // start-dev renders every page from scratch, for those who write themes
    command.add("--spi-theme--cache-themes=true");
    command.add("--spi-theme--cache-templates=true");
    // and lets browsers keep nothing
    command.add("--spi-theme--static-max-age=2592000");
    command.add(
        "--spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri="
            + AuthenticationDevice.shared().url());
    if (home.hasOurJars()) {
      command.add("--spi-jpa-entity-provider--scopekeeper-denials--sweep-interval=3");
    }
    if (!features.isEmpty()) {
      command.add("--features=" + features);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.log().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    builder.environment().put("JAVA_OPTS_APPEND", JAVA_OPTIONS);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start Keycloak from " + home.directory(), e);
    }
  }

  private void awaitReady(Duration patience) {
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

  private IllegalStateException failure(String what, Exception cause) {
    return new IllegalStateException("Keycloak " + what + ": see " + home.log(), cause);
  }

  @Override
  public URI url() {
    return url;
  }

  @Override
  public AdminClient adminClient() {
    return adminClient;
  }

  @Override
  public Optional<Database> database() {
    return Optional.of(database);
  }

  @Override
  public String metrics() {
    return Http.send(Http.request(management.resolve("/metrics")).build()).body();
  }

  @Override
  public String log() {
    try {
      return Files.readString(home.log(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
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

  @Override
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Not one that the system might give to somebody else before the server gets to take it. */
  private static int freePort() {
    int port = ThreadLocalRandom.current().nextInt(15_000, 30_000);
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return freePort();
    }
  }
}
