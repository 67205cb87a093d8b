package io.github.scopekeeper.demo;

import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the demo app needs to know; see {@link Settings}.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param url the app's address as the browser sees it; without it, {@code http://localhost:<port>}
 * @param issuer the realm as the browser sees it; it is what tokens must name in {@code iss}
 * @param internalIssuer the realm as this process reaches it; the same unless a container network
 *     is in between
 * @param api the demo API as this process reaches it
 * @param clientId the client's id in the realm
 */
public record DemoConfig(
    String host,
    int port,
    Optional<URI> url,
    URI issuer,
    URI internalIssuer,
    URI api,
    String clientId) {

  public static final URI DEFAULT_ISSUER = URI.create("http://localhost:8080/realms/fitness");
  public static final String DEFAULT_CLIENT_ID = "fitness-app";
  private static final URI DEFAULT_API = URI.create("http://localhost:8082");

  public static DemoConfig local(int port, URI issuer, URI api) {
    return new DemoConfig(
        "localhost", port, Optional.empty(), issuer, issuer, api, DEFAULT_CLIENT_ID);
  }

  public static DemoConfig fromEnvironment() {
    return read(Settings.ofProcess());
  }

  static DemoConfig read(UnaryOperator<String> source) {
    return read(new Settings(source));
  }

  private static DemoConfig read(Settings settings) {
    var issuer = settings.uri("demo.issuer").orElse(DEFAULT_ISSUER);
    return new DemoConfig(
        settings.text("demo.app.host").orElse("localhost"),
        settings.port("demo.app.port", 8081),
        settings.uri("demo.app.url"),
        issuer,
        settings.uri("demo.issuer.internal").orElse(issuer),
        settings
            .uri("demo.api.internal")
            .or(() -> settings.uri("demo.api.url"))
            .orElse(DEFAULT_API),
        settings.text("demo.client.id").orElse(DEFAULT_CLIENT_ID));
  }
}
