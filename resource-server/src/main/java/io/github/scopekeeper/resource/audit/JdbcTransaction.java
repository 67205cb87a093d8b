package io.github.scopekeeper.resource.audit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** All of it or none. */
final class JdbcTransaction {
  private JdbcTransaction() {}

  interface Work {
    void on(Connection connection) throws SQLException;
  }

  static void run(DataSource source, Work work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        work.on(connection);
        connection.commit();
        done = true;
      } finally {
        leave(connection, done, autoCommit);
      }
    }
  }

  private static void leave(Connection connection, boolean done, boolean autoCommit)
      throws SQLException {
    try {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      if (done) {
        throw e;
      }
      // what made the work fail is worth more than that a broken connection cannot roll back
    }
  }
}
