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
 * The server's embedded database, opened next to the running server. The driver is the server's
 * own, so that both speak the same version.
 */
public final class Database {
  static final String USER = "keycloak";
  static final String PASSWORD = "keycloak";

  private final Path home;
  private Driver driver;

  Database(Path home) {
    this.home = home;
  }

  String url() {
    return "jdbc:h2:file:"
        + home.resolve("data/h2/keycloakdb")
        + ";NON_KEYWORDS=VALUE;AUTO_SERVER=TRUE";
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
    try (Connection connection = driver().connect(url(), credentials());
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
      driver = load(driverJar());
    }
    return driver;
  }

  private Path driverJar() {
    try (Stream<Path> jars = Files.list(home.resolve("lib/lib/main"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("com.h2database.h2-"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no H2 driver in " + home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("resource") // the driver needs its loader as long as the tests run
  private static Driver load(Path jar) {
    try {
      URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
      return (Driver) loader.loadClass("org.h2.Driver").getDeclaredConstructor().newInstance();
    } catch (MalformedURLException | ReflectiveOperationException e) {
      throw new IllegalStateException("cannot load H2 from " + jar, e);
    }
  }

  private interface Work {
    int on(PreparedStatement statement) throws SQLException;
  }
}
