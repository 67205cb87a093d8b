package io.github.scopekeeper.demo;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads settings. Each is a system property ({@code demo.app.port}) or an environment variable of
 * the same name ({@code DEMO_APP_PORT}). What is wrong is said with the name of the setting.
 */
public final class Settings {

  private final UnaryOperator<String> source;

  public Settings(UnaryOperator<String> source) {
    this.source = source;
  }

  public static Settings ofProcess() {
    return new Settings(
        key -> {
          var property = System.getProperty(key);
          return property != null
              ? property
              : System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT));
        });
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(source.apply(key)).map(String::strip).filter(s -> !s.isEmpty());
  }

  public int port(String key, int otherwise) {
    var text = text(key).orElse(String.valueOf(otherwise));
    try {
      var port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw new IllegalArgumentException(
        key + " must be a number from 0 to 65535, not '" + text + "'.");
  }

  /** Without a slash at its end. */
  public Optional<URI> uri(String key) {
    return text(key)
        .map(
            text -> {
              if (!text.matches("https?://[^/\\s?#]+[^\\s?#]*")) {
                throw new IllegalArgumentException(
                    key + " must be a URL like http://localhost:8081, not '" + text + "'.");
              }
              return URI.create(text.replaceAll("/+$", ""));
            });
  }
}
