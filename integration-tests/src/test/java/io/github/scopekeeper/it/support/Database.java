package io.github.scopekeeper.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The server's database, opened next to the running server. The driver is the one that Keycloak
 * ships, so that both speak the same version.
 */
public final class Database {
  static final String USER = "keycloak";
  static final String PASSWORD = "keycloak";

  private final String url;
  private final Path keycloak;
  private final String driverJar;
  private final String driverClass;
  private Driver driver;

  private Database(String url, Path keycloak, String driverJar, String driverClass) {
    this.url = url;
    this.keycloak = keycloak;
    this.driverJar = driverJar;
    this.driverClass = driverClass;
  }

  /** The embedded one of a server, shared with it through a socket that H2 opens by itself. */
  static Database embedded(Path home) {
    String url =
        "jdbc:h2:file:"
            + home.resolve("data/h2/keycloakdb")
            + ";NON_KEYWORDS=VALUE;AUTO_SERVER=TRUE";
    return new Database(url, home, "com.h2database.h2-", "org.h2.Driver");
  }

  static Database postgres(String host, int port) {
    return new Database(
        "jdbc:postgresql://%s:%d/keycloak".formatted(host, port),
        ServerHome.distribution(),
        "org.postgresql.postgresql-",
        "org.postgresql.Driver");
  }

  String url() {
    return url;
  }

  boolean answers() {
    try (Connection connection = driver().connect(url, credentials())) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** How many rows the query counts. */
  public int count(String sql, Object... arguments) {
    return run(
        sql,
        arguments,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  public int update(String sql, Object... arguments) {
    return run(sql, arguments, PreparedStatement::executeUpdate);
  }

  private int run(String sql, Object[] arguments, Work work) {
    try (Connection connection = driver().connect(url, credentials());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      return work.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static Properties credentials() {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", PASSWORD);
    return properties;
  }

  private synchronized Driver driver() {
    if (driver == null) {
      driver = load(driverPath());
    }
    return driver;
  }

  private Path driverPath() {
    try (Stream<Path> jars = Files.list(keycloak.resolve("lib/lib/main"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(driverJar))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + driverJar + " in " + keycloak));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("resource") // the driver needs its loader as long as the tests run
  private Driver load(Path jar) {
    try {
      URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
      return (Driver) loader.loadClass(driverClass).getDeclaredConstructor().newInstance();
    } catch (MalformedURLException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load a driver from " + jar, e);
    }
  }

  private interface Work {
    int on(PreparedStatement statement) throws SQLException;
  }
}
