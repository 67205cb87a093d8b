package io.github.scopekeeper.it.support;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keycloak's distribution as a process of this machine, on free ports of the loopback interface.
 */
final class ProcessServer implements KeycloakServer {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** With a server that everything else on a busy machine goes before. */
  private static final Duration GREAT_PATIENCE = Duration.ofMinutes(8);

  private final URI url;
  private final URI management;
  private final Database database;
  private final KeycloakProcess process;
  private final AdminClient adminClient;

  private ProcessServer(
      ServerHome home, String features, boolean modestly, int port, int managementPort) {
    this.url = URI.create("http://127.0.0.1:" + port);
    this.management = URI.create("http://127.0.0.1:" + managementPort);
    this.database = Database.of(home.directory());
    this.process = launch(home, features, modestly, port, managementPort);
    this.adminClient = new AdminClient(url, KeycloakProcess.ADMIN, KeycloakProcess.ADMIN);
  }

  static ProcessServer start(ServerHome home, String features, boolean modestly) {
    ProcessServer server =
        new ProcessServer(
            home, features, modestly, KeycloakProcess.freePort(), KeycloakProcess.freePort());
    server.process.awaitReady(server.management, modestly ? GREAT_PATIENCE : PATIENCE);
    return server;
  }

  private KeycloakProcess launch(
      ServerHome home, String features, boolean modestly, int port, int managementPort) {
    List<String> command = new ArrayList<>();
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
    return KeycloakProcess.start(home, command, modestly);
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
    return process.log();
  }

  @Override
  public void stop() {
    process.stop();
  }

  @Override
  public void kill() {
    process.kill();
  }
}
