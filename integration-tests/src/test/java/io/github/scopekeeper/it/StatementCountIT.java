package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a login, an answer and the user's page cost the database, counted by the database. */
class StatementCountIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static Database database;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("statements");
    app = realm.client(ClientSpec.confidential("app").consent());
    Assumptions.assumeTrue(
        realm.server().database().filter(Database::countsStatements).isPresent(),
        "skipped: only H2 counts statements");
    database = realm.server().database().orElseThrow();
    ConsentLockIT.fillLocks(database);
  }

  @Test
  void aLoginWithNothingToAskIsOneStatement() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    visitor.visit(app, "openid profile:read");

    List<String> statements =
        database.statementsOf(() -> visitor.visit(app, "openid profile:read"), "scope_");

    assertThat(statements).hasSize(1);
  }

  @Test
  void anAnswerIsAtMostEightStatements() {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();

    List<String> statements =
        database.statementsOf(() -> page.only("profile:read").grant(), "scope_");

    assertThat(statements).hasSizeLessThanOrEqualTo(8);
  }

  @Test
  void theUsersPageCostsTheSameForOnePermissionAndForMany() {
    Visitor few = new Visitor(realm);
    few.grant(app, "openid profile:read", "profile:read");
    few.permissions(realm);
    Visitor many = new Visitor(realm);
    for (int i = 0; i < 3; i++) {
      OAuthClient other = realm.client(ClientSpec.confidential("other-" + i).consent());
      many.grant(
          other,
          "openid profile:read billing:read appointments:manage workouts:write",
          "profile:read",
          "billing:read",
          "workouts:write");
    }
    many.permissions(realm);

    List<String> ofFew = database.statementsOf(() -> few.permissions(realm), "scope_");
    List<String> ofMany = database.statementsOf(() -> many.permissions(realm), "scope_");

    assertThat(ofMany).hasSameSizeAs(ofFew).hasSizeLessThanOrEqualTo(2);
  }
}
