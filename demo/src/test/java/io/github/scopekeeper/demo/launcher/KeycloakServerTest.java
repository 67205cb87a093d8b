package io.github.scopekeeper.demo.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeycloakServerTest {

  @TempDir Path folder;

  @Test
  void theLastErrorOfTheLogIsTheCause() throws IOException {
    var log =
        Files.writeString(
            folder.resolve("keycloak.log"),
            """
            2026-11-22 14:15:45,612 INFO  [org.keycloak] (main) Realm 'fitness' imported
            2026-11-22 14:15:46,009 ERROR [org.keycloak.Start] (main) ERROR: Failed to start server
            2026-11-22 14:15:46,010 ERROR [org.keycloak.Start] (main) ERROR: Port 8080 already bound
            2026-11-22 14:15:46,010 ERROR [org.keycloak.Start] (main) For more details run the same command passing the '--verbose' option.
            """);

    assertThat(KeycloakServer.cause(log)).isEqualTo(" (Port 8080 already bound)");
  }

  @Test
  void aLogWithoutErrorsOrNoLogAddsNothing() {
    assertThat(KeycloakServer.cause(folder.resolve("none"))).isEmpty();
  }
}
