package io.github.scopekeeper.it.support;

import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** The table of denials, for what can only be seen or brought about there. */
public final class DeniedScopes {
  private final Database database;

  private DeniedScopes(Database database) {
    this.database = database;
  }

  /** Skips the test where the server's database is out of reach. */
  public static DeniedScopes of(KeycloakServer server) {
    Assumptions.assumeTrue(
        server.database().isPresent(), "skipped: this backend's database cannot be reached");
    return new DeniedScopes(server.database().orElseThrow());
  }

  public int ofUser(TestUser user) {
    return database.count("select count(*) from SCOPE_DENIAL where USER_ID = ?", user.id());
  }

  public int of(TestUser user, ScopeHandle scope) {
    return database.count(
        "select count(*) from SCOPE_DENIAL where USER_ID = ? and CLIENT_SCOPE_ID = ?",
        user.id(),
        scope.id());
  }

  /** As if the user had denied everything that much earlier. */
  public void age(TestUser user, Duration age) {
    database.update(
        "update SCOPE_DENIAL set DENIED_AT = DENIED_AT - ? where USER_ID = ?",
        age.toMillis(),
        user.id());
  }
}
