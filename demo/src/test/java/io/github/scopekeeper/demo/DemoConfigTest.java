package io.github.scopekeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoConfigTest {

  @Test
  void nothingSetIsTheLocalDemo() {
    assertThat(DemoConfig.read(key -> null))
        .isEqualTo(
            DemoConfig.local(
                8081,
                URI.create("http://localhost:8080/realms/fitness"),
                URI.create("http://localhost:8082")));
  }

  @Test
  void theInternalIssuerMayDiffer() {
    var config =
        DemoConfig.read(
            Map.of(
                    "demo.issuer", "http://localhost:8080/realms/fitness/",
                    "demo.issuer.internal", "http://keycloak:8080/realms/fitness")
                ::get);

    assertThat(config.issuer()).hasToString("http://localhost:8080/realms/fitness");
    assertThat(config.internalIssuer()).hasToString("http://keycloak:8080/realms/fitness");
  }

  @Test
  void theApiMayHaveAnAddressInsideANetwork() {
    var settings =
        Map.of("demo.api.url", "https://api.example.com", "demo.api.internal", "http://api:8082");

    assertThat(DemoConfig.read(settings::get).api()).hasToString("http://api:8082");
    assertThat(DemoConfig.read(key -> key.endsWith("internal") ? null : settings.get(key)).api())
        .hasToString("https://api.example.com");
  }

  @Test
  void aBadPortIsNamed() {
    assertThatThrownBy(() -> DemoConfig.read(Map.of("demo.app.port", "http")::get))
        .hasMessage("demo.app.port must be a number from 0 to 65535, not 'http'.");
  }

  @Test
  void anAddressWithoutSchemeIsRefused() {
    assertThatThrownBy(() -> DemoConfig.read(Map.of("demo.issuer", "localhost:8080")::get))
        .hasMessageContaining("demo.issuer must be a URL");
  }
}
