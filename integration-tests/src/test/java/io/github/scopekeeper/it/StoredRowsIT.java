package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that no event removes do not stay, and no user can have grants without end. */
class StoredRowsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static TestRealm realm;
  private static OAuthClient app;
  private static Database database;

  private final Visitor visitor = new Visitor(realm);

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("stored-rows");
    GrantsEndpoint.offerScopes(realm);
    realm.consentSettings(Map.of("grants.max", "2"));
    app = realm.client(GrantsEndpoint.manager("app"));
    Assumptions.assumeTrue(
        realm.server().database().isPresent(),
        "skipped: this backend's database cannot be reached");
    database = realm.server().database().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"USER_ID", "CLIENT_ID", "CLIENT_SCOPE_ID"})
  void whatIsAboutSomethingThatIsGoneIsSwept(String column) {
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    Visitor bystander = new Visitor(realm);
    bystander.grant(app, "openid profile:read billing:read", "profile:read");
    String gone = "gone-" + visitor.user().id().substring(0, 30);

    database.update(
        "update SCOPE_DENIAL set " + column + " = ? where USER_ID = ?", gone, visitor.user().id());

    String about = "select count(*) from SCOPE_DENIAL where " + column + " = ?";
    await().atMost(PATIENCE).until(() -> database.count(about, gone) == 0);
    assertThat(
            database.count(
                "select count(*) from SCOPE_DENIAL where USER_ID = ?", bystander.user().id()))
        .isOne();
  }

  @Test
  void aGrantThatNobodyUsesForAsLongAsItsTokensLiveIsSwept() {
    Tokens unused = GrantsEndpoint.create(app, visitor, "profile:read");
    Tokens used = GrantsEndpoint.create(app, visitor, "billing:read");

    Instant longAgo = Instant.now().minus(Duration.ofDays(31));
    database.update(
        "update SCOPE_GRANT set USED_AT = ? where GRANT_ID = ? and CLIENT_SCOPE_ID is null",
        longAgo.toEpochMilli(),
        unused.grantId());

    String rows = "select count(*) from SCOPE_GRANT where GRANT_ID = ?";
    await().atMost(PATIENCE).until(() -> database.count(rows, unused.grantId()) == 0);
    assertThat(app.refresh(unused)).isRefused("invalid_grant");
    assertThat(app.refresh(used)).isIssued();
  }

  @Test
  void aRefreshKeepsAGrantInUse() {
    Tokens tokens = GrantsEndpoint.create(app, visitor, "profile:read");
    String age = "update SCOPE_GRANT set USED_AT = USED_AT - ? where GRANT_ID = ?";
    database.update(age, Duration.ofDays(20).toMillis(), tokens.grantId());

    assertThat(app.refresh(tokens)).isIssued();

    assertThat(
            database.count(
                "select count(*) from SCOPE_GRANT where GRANT_ID = ? and USED_AT > ?",
                tokens.grantId(),
                Instant.now().minus(Duration.ofDays(1)).toEpochMilli()))
        .isOne();
  }

  @Test
  void aFurtherGrantTakesThePlaceOfTheOneThatWasUsedLeastRecently() {
    Tokens first = GrantsEndpoint.create(app, visitor, "profile:read");
    Tokens second = GrantsEndpoint.create(app, visitor, "billing:read");
    database.update(
        "update SCOPE_GRANT set USED_AT = USED_AT - ? where GRANT_ID = ?",
        Duration.ofDays(1).toMillis(),
        second.grantId());

    Tokens third = GrantsEndpoint.create(app, visitor, "appointments:read");

    assertThat(app.refresh(second)).isRefused("invalid_grant");
    assertThat(app.refresh(first)).isIssued();
    assertThat(app.refresh(third)).isIssued();
  }
}
