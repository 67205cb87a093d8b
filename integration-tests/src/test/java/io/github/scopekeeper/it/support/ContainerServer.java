package io.github.scopekeeper.it.support;

import static org.awaitility.Awaitility.await;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/** Keycloak's image on PostgreSQL's, where there is a Docker engine. */
final class ContainerServer implements KeycloakServer {
  private static final int POSTGRES_PORT = 5432;

  private final KeycloakContainer container;
  private final GenericContainer<?> postgres;
  private final Network network;
  private final Database database;
  private final URI url;
  private final AdminClient adminClient;

  private ContainerServer(
      KeycloakContainer container,
      GenericContainer<?> postgres,
      Network network,
      Database database) {
    this.container = container;
    this.network = network;
    this.postgres = postgres;
    this.database = database;
    this.url = URI.create(container.getAuthServerUrl().replaceAll("/$", ""));
    this.adminClient =
        new AdminClient(url, container.getAdminUsername(), container.getAdminPassword());
  }

  @SuppressWarnings("resource") // the shutdown hook stops them
  static ContainerServer start(boolean withOurJars, String features) {
    Network network = Network.newNetwork();
    GenericContainer<?> postgres =
        new GenericContainer<>("postgres:17")
            .withNetwork(network)
            .withNetworkAliases("postgres")
            .withEnv("POSTGRES_DB", "keycloak")
            .withEnv("POSTGRES_USER", Database.USER)
            .withEnv("POSTGRES_PASSWORD", Database.PASSWORD)
            .withExposedPorts(POSTGRES_PORT);
    postgres.start();
    Database database =
        Database.postgres(postgres.getHost(), postgres.getMappedPort(POSTGRES_PORT));
    await("PostgreSQL").atMost(Duration.ofMinutes(1)).until(database::answers);
    KeycloakContainer container = keycloak(network, withOurJars, features);
    container.start();
    return new ContainerServer(container, postgres, network, database);
  }

  private static KeycloakContainer keycloak(Network network, boolean withOurJars, String features) {
    KeycloakContainer container =
        new KeycloakContainer("quay.io/keycloak/keycloak:" + ServerHome.keycloakVersion())
            .withNetwork(network)
            .withEnabledMetrics()
            .withEnv("KC_DB", "postgres")
            .withEnv("KC_DB_URL", "jdbc:postgresql://postgres:%d/keycloak".formatted(POSTGRES_PORT))
            .withEnv("KC_DB_USERNAME", Database.USER)
            .withEnv("KC_DB_PASSWORD", Database.PASSWORD);
    if (withOurJars) {
      List<File> jars = ServerHome.ourJars().stream().map(Path::toFile).toList();
      container.withProviderLibsFrom(jars);
    }
    if (!features.isEmpty()) {
      container.withFeaturesEnabled(features);
    }
    return container;
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
    URI management = URI.create(container.getMgmtServerUrl());
    return Http.send(Http.request(management.resolve("/metrics")).build()).body();
  }

  @Override
  public String log() {
    return container.getLogs();
  }

  @Override
  public void stop() {
    container.stop();
    postgres.stop();
    network.close();
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }
}
