package io.github.scopekeeper.it.support;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keycloak's image, run by testcontainers-keycloak where there is a Docker engine. */
final class ContainerServer implements KeycloakServer {
  private final KeycloakContainer container;
  private final URI url;
  private final AdminClient adminClient;

  private ContainerServer(KeycloakContainer container) {
    this.container = container;
    this.url = URI.create(container.getAuthServerUrl().replaceAll("/$", ""));
    this.adminClient =
        new AdminClient(url, container.getAdminUsername(), container.getAdminPassword());
  }

  @SuppressWarnings("resource") // the shutdown hook stops it
  static ContainerServer start(boolean withOurJars, String features) {
    KeycloakContainer container =
        new KeycloakContainer("quay.io/keycloak/keycloak:" + ServerHome.keycloakVersion());
    if (withOurJars) {
      List<File> jars = ServerHome.ourJars().stream().map(Path::toFile).toList();
      container.withProviderLibsFrom(jars);
    }
    if (!features.isEmpty()) {
      container.withFeaturesEnabled(features);
    }
    container.start();
    return new ContainerServer(container);
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
    return Optional.empty();
  }

  @Override
  public String log() {
    return container.getLogs();
  }

  @Override
  public void stop() {
    container.stop();
  }

  @Override
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }
}
