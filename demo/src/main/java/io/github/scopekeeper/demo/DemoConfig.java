package io.github.scopekeeper.demo;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the demo app needs to know. Every value is a system property ({@code demo.app.port}) or an
 * environment variable of the same name ({@code DEMO_APP_PORT}).
 *
 * @param host the address to listen on
 * @param port the port to listen on, 0 for any free one
 * @param url the app's address as the browser sees it; without it, {@code http://localhost:<port>}
 * @param issuer the realm as the browser sees it; it is what tokens must name in {@code iss}
 * @param internalIssuer the realm as this process reaches it; the same unless a container network
 *     is in between
 * @param clientId the client's id in the realm
 */
public record DemoConfig(
    String host, int port, Optional<URI> url, URI issuer, URI internalIssuer, String clientId) {

  public static final String DEFAULT_CLIENT_ID = "fitness-app";
  private static final String DEFAULT_ISSUER = "http://localhost:8080/realms/fitness";

  public static DemoConfig local(int port, URI issuer) {
    return new DemoConfig("localhost", port, Optional.empty(), issuer, issuer, DEFAULT_CLIENT_ID);
  }

  public static DemoConfig fromEnvironment() {
    return read(
        key -> {
          var property = System.getProperty(key);
          return property != null
              ? property
              : System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT));
        });
  }

  static DemoConfig read(UnaryOperator<String> source) {
    var issuer = uri(source, "demo.issuer").orElse(URI.create(DEFAULT_ISSUER));
    return new DemoConfig(
        text(source, "demo.app.host").orElse("localhost"),
        port(source),
        uri(source, "demo.app.url"),
        issuer,
        uri(source, "demo.issuer.internal").orElse(issuer),
        text(source, "demo.client.id").orElse(DEFAULT_CLIENT_ID));
  }

  private static int port(UnaryOperator<String> source) {
    var text = text(source, "demo.app.port").orElse("8081");
    try {
      var port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new IllegalArgumentException(
        "demo.app.port must be a number from 0 to 65535, not '" + text + "'.");
  }

  private static Optional<URI> uri(UnaryOperator<String> source, String key) {
    return text(source, key)
        .map(
            text -> {
              if (!text.matches("https?://[^/\\s?#]+[^\\s?#]*")) {
                throw new IllegalArgumentException(
                    key + " must be a URL like http://localhost:8081, not '" + text + "'.");
              }
              return URI.create(text.replaceAll("/+$", ""));
            });
  }

  private static Optional<String> text(UnaryOperator<String> source, String key) {
    return Optional.ofNullable(source.apply(key)).map(String::strip).filter(s -> !s.isEmpty());
  }
}
