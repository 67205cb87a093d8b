package io.github.scopekeeper.demo.launcher;

import io.github.scopekeeper.demo.DemoApp;
import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.api.ApiConfig;
import io.github.scopekeeper.demo.api.DemoApi;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * Starts Keycloak, the demo API and the demo app, and stops them when it is stopped. {@code mvn
 * -Pdemo} runs it.
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
    Ports.requireFree(config.apiPort(), "the demo API", LauncherConfig.API_PORT);
    home.prepare(config);
    stopWithMaven();
    System.out.printf(
        "Starting Keycloak %s; the first start and one with new JARs take about a minute%n",
        config.version());
    var server = KeycloakServer.start(home, config.keycloakPort());
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    server.await(new Probe(URI.create(config.issuer() + "/.well-known/openid-configuration")));
    var api = DemoApi.start(ApiConfig.local(config.apiPort(), config.issuer(), config.journal()));
    Runtime.getRuntime().addShutdownHook(new Thread(api::close));
    var app = DemoApp.start(DemoConfig.local(config.appPort(), config.issuer(), api.url()));
    server.await(new Probe(URI.create(api.url() + "/health")));
    server.await(new Probe(URI.create(app.url() + "/health")));
    home.keepDatabase();
    System.out.println(
        welcome(config, app.url(), api.url(), Duration.between(begin, Instant.now())));
    server.watch();
  }

  /** A Maven that is killed outright cannot stop its child. */
  private static void stopWithMaven() {
    ProcessHandle.current()
        .parent()
        .ifPresent(maven -> maven.onExit().thenRun(() -> System.exit(1)));
  }

  private static String welcome(LauncherConfig config, URI app, URI api, Duration took) {
    return """

        Ready after %d s. Ctrl-C stops everything.

          Demo app       %s
                         sign in as alice (password alice) or bob (password bob)
          Demo API       %s/api
                         takes the app's access tokens, and checks them
          Permissions    %s/scope-permissions
                         the same users see there what the app may do, and take it back
          Admin console  %s/admin
                         user %s, password %6$s
        """
        .formatted(
            took.toSeconds(),
            app,
            api,
            config.issuer(),
            config.keycloakUrl(),
            KeycloakServer.ADMIN);
  }
}
