package io.github.scopekeeper.it.support;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Two nodes of Keycloak in production mode on one PostgreSQL, behind one address. Either can
 * answer, or be killed and started again.
 */
public final class TwoNodes implements KeycloakServer {
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final ServerHome home = ServerHome.prepare("two-nodes", true);
  private final SwitchingProxy proxy = SwitchingProxy.start();
  private final PostgresServer postgres =
      PostgresServer.start(home.directory().resolve("data/postgres"));
  private final Node first = new Node();
  private final Node second = new Node();
  private final AdminClient adminClient =
      new AdminClient(proxy.url(), KeycloakProcess.ADMIN, KeycloakProcess.ADMIN);

  private TwoNodes() {}

  public static TwoNodes start() {
    TwoNodes nodes = new TwoNodes();
    Runtime.getRuntime().addShutdownHook(new Thread(nodes::stop, "stop two nodes"));
    KeycloakProcess.start(
            nodes.home,
            List.of("build", "--db=postgres", "--health-enabled=true", "--metrics-enabled=true"),
            false)
        .awaitEnd(PATIENCE);
    nodes.first.start();
    nodes.second.start();
    nodes.useFirst();
    return nodes;
  }

  public final class Node {
    private final int port = KeycloakProcess.freePort();
    private final URI management = URI.create("http://127.0.0.1:" + KeycloakProcess.freePort());
    private KeycloakProcess process;

    public void start() {
      Database database = postgres.database();
      process =
          KeycloakProcess.start(
              home,
              List.of(
                  "start",
                  "--optimized",
                  "--http-enabled=true",
                  "--http-host=127.0.0.1",
                  "--http-port=" + port,
                  "--http-management-port=" + management.getPort(),
                  "--hostname=" + proxy.url(),
                  "--cache-embedded-network-bind-address=127.0.0.1",
                  "--db-url=" + database.url(),
                  "--db-username=" + Database.USER,
                  "--db-password=" + Database.PASSWORD),
              false);
      process.awaitReady(management, PATIENCE);
    }

    /** Ends it as a power cut would. */
    public void kill() {
      process.kill();
    }

    private URI url() {
      return URI.create("http://127.0.0.1:" + port);
    }
  }

  public Node first() {
    return first;
  }

  public Node second() {
    return second;
  }

  public void useFirst() {
    proxy.to(first.url());
  }

  public void useSecond() {
    proxy.to(second.url());
  }

  /** Each request goes to the other node than the one before. */
  public void useBoth() {
    proxy.to(first.url(), second.url());
  }

  public void restartDatabase() {
    postgres.stop();
    postgres.start();
  }

  @Override
  public URI url() {
    return proxy.url();
  }

  @Override
  public AdminClient adminClient() {
    return adminClient;
  }

  @Override
  public Optional<Database> database() {
    return Optional.of(postgres.database());
  }

  @Override
  public String metrics() {
    return Http.send(Http.request(first.management.resolve("/metrics")).build()).body();
  }

  /** Of both nodes. */
  @Override
  public String log() {
    return first.process.log();
  }

  @Override
  public void stop() {
    for (Node node : List.of(first, second)) {
      if (node.process != null) {
        node.process.stop();
      }
    }
    postgres.stop();
    proxy.stop();
  }

  @Override
  public void kill() {
    first.kill();
    second.kill();
  }
}
