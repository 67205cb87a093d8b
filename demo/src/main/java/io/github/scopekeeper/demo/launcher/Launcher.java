package io.github.scopekeeper.demo.launcher;

import io.github.scopekeeper.demo.DemoApp;
import io.github.scopekeeper.demo.DemoConfig;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Starts Keycloak and the demo app, and stops both when it is stopped. {@code mvn -Pdemo} runs it.
 */
public final class Launcher {

  private Launcher() {}

  public static void main(String[] arguments) {
    try {
      run(LauncherConfig.read(System::getProperty));
    } catch (DemoProblem e) {
      System.out.flush();
      System.err.println("\nDemo: " + e.getMessage() + ".\n");
      System.exit(1);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(LauncherConfig config) throws InterruptedException {
    var begin = Instant.now();
    var home = KeycloakHome.claim(config);
    Ports.requireFree(config.keycloakPort(), "Keycloak", LauncherConfig.KEYCLOAK_PORT);
    Ports.requireFree(config.appPort(), "the demo app", LauncherConfig.APP_PORT);
    home.prepare(config);
    stopWithMaven();
    System.out.printf(
        "Starting Keycloak %s; the first start and one with new JARs take about a minute%n",
        config.version());
    var server = KeycloakServer.start(home, config.keycloakPort());
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    var app = DemoApp.start(DemoConfig.local(config.appPort(), config.issuer()));
    server.await(new Probe(URI.create(config.issuer() + "/.well-known/openid-configuration")));
    server.await(new Probe(URI.create(app.url() + "/health")));
    home.keepDatabase();
    System.out.println(welcome(config, app.url(), Duration.between(begin, Instant.now())));
    server.watch();
  }

  /** A Maven that is killed outright cannot stop its child. */
  private static void stopWithMaven() {
    ProcessHandle.current()
        .parent()
        .ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(1)));
  }

  private static String welcome(LauncherConfig config, URI app, Duration took) {
    return """

        Ready after %d s. Ctrl-C stops both.

          Demo app       %s
                         sign in as alice (password alice) or bob (password bob)
          Permissions    %s/scope-permissions
                         the same users see there what the app may do, and take it back
          Admin console  %s/admin
                         user %s, password %5$s
        """
        .formatted(
            took.toSeconds(), app, config.issuer(), config.keycloakUrl(), KeycloakServer.ADMIN);
  }
}
