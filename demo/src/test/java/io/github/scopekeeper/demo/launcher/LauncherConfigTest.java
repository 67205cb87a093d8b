package io.github.scopekeeper.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherConfigTest {

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "demo.api.port", "8082",
              "demo.api.journal", "target/audit",
              "demo.keycloak.version", "26.7.3",
              "demo.keycloak.zip", "keycloak.zip",
              "demo.keycloak.port", "8080",
              "demo.app.port", "8081",
              "demo.folder", "target/keycloak",
              "demo.realm", "fitness-realm.json",
              "demo.providers.jar", "providers.jar",
              "demo.themes.jar", "themes.jar"));

  @Test
  void theIssuerFollowsThePort() {
    settings.put("demo.keycloak.port", "8090");

    assertThat(LauncherConfig.read(settings::get).issuer())
        .hasToString("http://localhost:8090/realms/fitness");
  }

  @Test
  void whatIsNoPortIsRefused() {
    for (var text : new String[] {"http", "0", "65536", "-1"}) {
      settings.put("demo.app.port", text);
      assertThatThrownBy(() -> LauncherConfig.read(settings::get))
          .isInstanceOf(DemoProblem.class)
          .hasMessageContaining("'" + text + "' is not a port");
    }
  }

  @Test
  void onePortForTwoIsRefused() {
    for (var port : new String[] {"8080", "8081"}) {
      settings.put("demo.api.port", port);

      assertThatThrownBy(() -> LauncherConfig.read(settings::get))
          .isInstanceOf(DemoProblem.class)
          .hasMessageContaining("the demo API (%s) need a port each".formatted(port));
    }
  }
}
