package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements of docs/consent.md that find and remove consent without an answer. */
class ConsentRepairIT {
  private static final String REQUEST = "openid x:top x:asked";

  private static TestRealm realm;
  private static OAuthClient app;
  private static String find;
  private static String remove;

  @BeforeAll
  static void createRealm() throws IOException {
    realm = TestRealm.fitness("repair");
    realm.scope("x:high", Map.of("risk", "high"));
    realm.scope("x:asked", Map.of("risk", "high"));
    realm.scope("x:low", Map.of("risk", "low"));
    realm.scope("x:top", Map.of("risk", "low", "implies", "x:high##x:low"));
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .optional("x:top", "x:high", "x:asked", "x:low"));
    List<String> statements =
        Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/consent.md")))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    find = statements.get(0);
    remove = statements.get(1);
  }

  @Test
  void listAndRemoveWhatCameAlongAndIsOfHighRisk() {
    Optional<Database> database = realm.server().database();
    assumeTrue(database.isPresent(), "skipped: this backend's database cannot be reached");
    Visitor visitor = new Visitor(realm);
    Tokens tokens =
        app.redeem(
            visitor
                .visit(app, REQUEST)
                .consent()
                .only("x:top", "x:asked")
                .grant()
                .confirmation()
                .confirm());
    assertThat(tokens).hasScopes("openid", "x:top", "x:asked", "x:high", "x:low");
    assertThat(found(database.get(), visitor)).isEqualTo(1);

    database.get().update(remove + " and USER_ID = ?", visitor.user().id());

    assertThat(found(database.get(), visitor)).isZero();
    assertThat(app.refresh(tokens)).hasScopes("openid", "x:top", "x:asked", "x:low");
    assertThat(visitor.visit(app, REQUEST + " x:high").consent().choices())
        .containsExactly("x:high");
  }

  private static int found(Database database, Visitor visitor) {
    return database.count(
        "select count(*) from (" + find + ") listed where USERNAME = ? and SCOPE = 'x:high'",
        visitor.user().username());
  }
}
