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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  /**
   * The one of {@code -Dkeycloak.db.url}, with an empty database, or else the server's embedded
   * one.
   */
  static Database of(Path home) {
    String url = System.getProperty("keycloak.db.url", "");
    if (url.startsWith("jdbc:postgresql:")) {
      return new Database(url, home, "org.postgresql.postgresql-", "org.postgresql.Driver");
    }
    return url.startsWith("jdbc:mariadb:")
        ? new Database(url, home, "org.mariadb.jdbc.", "org.mariadb.jdbc.Driver")
        : embedded(home);
  }

  /** What Keycloak calls it. */
  String vendor() {
    String vendor = url.split(":")[1];
    return switch (vendor) {
      case "postgresql" -> "postgres";
      case "h2" -> "dev-file";
      default -> vendor;
    };
  }

  /** The embedded one of a server, shared with it through a socket that H2 opens by itself. */
  private static Database embedded(Path home) {
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

  /** How many rows the query gives. */
  public int rows(String sql, Object... arguments) {
    return run(
        sql,
        arguments,
        statement -> {
          int count = 0;
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              count++;
            }
          }
          return count;
        });
  }

  public int update(String sql, Object... arguments) {
    return run(sql, arguments, PreparedStatement::executeUpdate);
  }

  public boolean countsStatements() {
    return vendor().startsWith("dev-");
  }

  /** What the server executed meanwhile in tables of this kind: each statement as often as it. */
  public List<String> statementsOf(Runnable work, String tables) {
    update("set QUERY_STATISTICS_MAX_ENTRIES 10000");
    update("set QUERY_STATISTICS true");
    try {
      work.run();
      List<String> statements = new ArrayList<>();
      run(
          "select SQL_STATEMENT, EXECUTION_COUNT from INFORMATION_SCHEMA.QUERY_STATISTICS"
              + " where lower(SQL_STATEMENT) like ?"
              // neither Keycloak's own table of that kind nor our sweep, which goes by order of ids
              + " and lower(SQL_STATEMENT) not like '%scope_mapping%'"
              + " and lower(SQL_STATEMENT) not like '%order by%'",
          new Object[] {"% " + tables + "%"},
          statement -> {
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                statements.addAll(Collections.nCopies(rows.getInt(2), rows.getString(1)));
              }
            }
            return statements.size();
          });
      return statements;
    } finally {
      update("set QUERY_STATISTICS false");
    }
  }

  /** Does this in a transaction that stays open, and with it all that it locks. */
  public OpenTransaction begin(String sql, Object... arguments) {
    try {
      Connection connection = driver().connect(url, credentials());
      connection.setAutoCommit(false);
      PreparedStatement statement = connection.prepareStatement(sql);
      set(statement, arguments);
      statement.execute();
      return new OpenTransaction(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Rolled back when it is closed, as when whoever opened it has died. */
  public record OpenTransaction(Connection connection) implements AutoCloseable {

    public void commit() {
      try {
        connection.commit();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try (connection) {
        connection.rollback();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void set(PreparedStatement statement, Object... arguments) throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
  }

  private int run(String sql, Object[] arguments, Work work) {
    try (Connection connection = driver().connect(url, credentials());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      set(statement, arguments);
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
