package io.github.scopekeeper.resource.audit;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2AuditTest extends JdbcAuditContract {
  private static JdbcConnectionPool pool;

  @BeforeAll
  static void open() {
    pool = JdbcConnectionPool.create("jdbc:h2:mem:audit;DB_CLOSE_DELAY=-1", "sa", "");
  }

  @AfterAll
  static void close() {
    pool.dispose();
  }

  @Override
  DataSource source() {
    return pool;
  }
}
