package io.github.scopekeeper.demo.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What Maven hands over.
 *
 * @param zip the Keycloak distribution in Maven's repository
 * @param journal where the API's audit records wait
 * @param folder where everything that is kept between two starts lives
 * @param jars our JARs by the name that they get in Keycloak's providers folder
 */
record LauncherConfig(
    String version,
    Path zip,
    int keycloakPort,
    int appPort,
    int apiPort,
    Path journal,
    Path folder,
    Path realm,
    Map<String, Path> jars) {

  static final String KEYCLOAK_PORT = "demo.keycloak.port";
  static final String APP_PORT = "demo.app.port";
  static final String API_PORT = "demo.api.port";

  static LauncherConfig read(UnaryOperator<String> source) {
    var config =
        new LauncherConfig(
            text(source, "demo.keycloak.version"),
            path(source, "demo.keycloak.zip"),
            port(source, KEYCLOAK_PORT),
            port(source, APP_PORT),
            port(source, API_PORT),
            path(source, "demo.api.journal"),
            path(source, "demo.folder"),
            path(source, "demo.realm"),
            Map.of(
                "scopekeeper-providers.jar", path(source, "demo.providers.jar"),
                "scopekeeper-themes.jar", path(source, "demo.themes.jar")));
    config.requireThreePorts();
    return config;
  }

  private void requireThreePorts() {
    if (keycloakPort == appPort || apiPort == keycloakPort || apiPort == appPort) {
      throw new DemoProblem(
          "Keycloak (%d), the demo app (%d) and the demo API (%d) need a port each: choose with -D%s=, -D%s= and -D%s="
              .formatted(keycloakPort, appPort, apiPort, KEYCLOAK_PORT, APP_PORT, API_PORT));
    }
  }

  URI keycloakUrl() {
    return URI.create("http://localhost:" + keycloakPort);
  }

  URI issuer() {
    return URI.create(keycloakUrl() + "/realms/fitness");
  }

  private static Path path(UnaryOperator<String> source, String key) {
    return Path.of(text(source, key)).toAbsolutePath().normalize();
  }

  private static int port(UnaryOperator<String> source, String key) {
    var text = text(source, key);
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535 || Integer.parseInt(text) < 1) {
      throw new DemoProblem(
          "'%s' is not a port: give a number from 1 to 65535 with -D%s=".formatted(text, key));
    }
    return Integer.parseInt(text);
  }

  private static String text(UnaryOperator<String> source, String key) {
    var text = source.apply(key);
    if (text == null || text.isBlank()) {
      throw new DemoProblem(
          "The launcher has no %s: start the demo with 'mvn -Pdemo'".formatted(key));
    }
    return text.strip();
  }
}
