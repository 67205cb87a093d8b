package io.github.scopekeeper.demo.api;

import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.Settings;
import io.github.scopekeeper.resource.account.ServiceAccount;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the demo API needs to know; see {@link Settings}.
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param url the API's address as apps see it; without it, {@code http://localhost:<port>}
 * @param issuer the realm as browsers see it; it is what tokens must name in {@code iss}
 * @param internalIssuer the realm as this process reaches it
 * @param account the API's own client in the realm
 * @param journal the folder in which audit records wait until they are stored
 */
public record ApiConfig(
    String host,
    int port,
    Optional<URI> url,
    URI issuer,
    URI internalIssuer,
    ServiceAccount account,
    Path journal) {

  /** The API's client in the realm; tokens must name it in {@code aud}. */
  public static final String AUDIENCE = "fitness-api";

  private static final ServiceAccount ACCOUNT = new ServiceAccount(AUDIENCE, "fitness-api-secret");

  /** The same on this machine. */
  public static ApiConfig local(int port, URI issuer, Path journal) {
    return new ApiConfig("localhost", port, Optional.empty(), issuer, issuer, ACCOUNT, journal);
  }

  static ApiConfig fromEnvironment() {
    return read(Settings.ofProcess());
  }

  static ApiConfig read(UnaryOperator<String> source) {
    return read(new Settings(source));
  }

  private static ApiConfig read(Settings settings) {
    var issuer = settings.uri("demo.issuer").orElse(DemoConfig.DEFAULT_ISSUER);
    return new ApiConfig(
        settings.text("demo.api.host").orElse("localhost"),
        settings.port("demo.api.port", 8082),
        settings.uri("demo.api.url"),
        issuer,
        settings.uri("demo.issuer.internal").orElse(issuer),
        settings
            .text("demo.api.secret")
            .map(secret -> new ServiceAccount(AUDIENCE, secret))
            .orElse(ACCOUNT),
        Path.of(settings.text("demo.api.journal").orElse("target/audit")));
  }
}
