package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One request at a time writes a consent: the database holds the others off, and no longer. */
class ConsentLockIT {
  private static final String BUSY = "another request for this app is still being processed";

  private static final int SLOTS = 4096;
  private static final String FREE = "select SLOT from SCOPE_CONSENT_LOCK for update skip locked";

  private static TestRealm realm;
  private static OAuthClient app;
  private static Database database;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("consent-lock");
    app = realm.client(ClientSpec.confidential("app").consent());
    Assumptions.assumeTrue(
        realm.server().database().isPresent(),
        "skipped: this backend's database cannot be reached");
    database = realm.server().database().orElseThrow();
  }

  @Test
  void anAnswerThatCannotBeStoredIsAskedForAgainAndNothingIsLost() {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, "openid profile:read").consent();

    Page busy;
    try (var writer = otherWriter()) {
      busy = page.only("profile:read").grant();
    }

    assertThat(busy.asksForConsent()).isTrue();
    assertThat(busy.html().text()).contains(BUSY);
    assertThat(app.redeem(busy.consent().only("profile:read").grant()))
        .as("once the other's connection is gone")
        .hasScopes("openid", "profile:read");
  }

  @Test
  void theUsersPageSaysThatNothingWasTakenBack() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");
    PermissionsPage page = visitor.permissions(realm);

    PermissionsPage busy;
    try (var writer = otherWriter()) {
      busy = page.takeBack("app", "billing:read");
    }

    assertThat(busy.message()).contains(BUSY);
    assertThat(busy.held("app")).contains("billing:read");
    assertThat(busy.takeBack("app", "billing:read").held("app")).doesNotContain("billing:read");
  }

  @Test
  void anAppIsToldToTryAgain() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens =
        visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");
    URI billing = URI.create(realm.url() + "/scope-grants/" + Rest.segment("billing:read"));

    Rest.Answer busy;
    try (var writer = otherWriter()) {
      busy = Rest.delete(billing, tokens);
    }

    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.body().path("error").asText()).isEqualTo("temporarily_unavailable");
    assertThat(Rest.delete(billing, tokens).status()).isEqualTo(200);
  }

  @Test
  void twoRequestsWaitForTheirTurnAndNoMore() {
    Visitor visitor = new Visitor(realm);
    List<ConsentPage> tabs =
        IntStream.range(0, 5)
            .mapToObj(i -> new Visitor(visitor.user()).visit(app, "openid profile:read").consent())
            .toList();

    List<CompletableFuture<Page>> answers;
    try (var writer = otherWriter()) {
      answers =
          tabs.stream()
              .map(tab -> CompletableFuture.supplyAsync(() -> tab.only("profile:read").grant()))
              .toList();
      await().until(() -> answers.stream().filter(CompletableFuture::isDone).count() >= 3);
    }

    assertThat(answers.stream().map(CompletableFuture::join))
        .filteredOn(Page::asksForConsent)
        .hasSize(3)
        .allSatisfy(page -> assertThat(page.html().text()).contains(BUSY));
    assertThat(answers.stream().map(CompletableFuture::join))
        .filteredOn(page -> !page.asksForConsent())
        .hasSize(2)
        .allSatisfy(page -> assertThat(page.isCallback()).as("%s", page).isTrue());
  }

  /** Whoever they are, Keycloak itself among them, who make the same consent at this moment. */
  @Test
  void aConsentThatKeycloakMakesMeanwhileIsNoServerError() {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, "openid profile:read").consent();
    Assumptions.assumeFalse(
        database.countsStatements(),
        "skipped: in H2 the second insert does not wait for the first");
    fillLocks(database);
    String id = visitor.user().id().substring(0, 30) + "dup";

    CompletableFuture<Page> answer;
    try (var keycloak =
        database.begin(
            "insert into USER_CONSENT (ID, CLIENT_ID, USER_ID) values (?, ?, ?)",
            id,
            realm.clientUuid("app"),
            visitor.user().id())) {
      answer = CompletableFuture.supplyAsync(() -> page.only("profile:read").grant());
      await()
          .until(() -> database.rows("select SLOT from SCOPE_CONSENT_LOCK") > database.rows(FREE));
      keycloak.commit();
    }

    Page answered = answer.join();
    Page end =
        answered.asksForConsent() ? answered.consent().only("profile:read").grant() : answered;
    assertThat(app.redeem(end)).hasScopes("openid", "profile:read");
  }

  /** Holds all locks that there are: which one a user gets is the server's secret. */
  private static Database.OpenTransaction otherWriter() {
    fillLocks(database);
    return database.begin("select * from SCOPE_CONSENT_LOCK for update");
  }

  static void fillLocks(Database database) {
    if (database.count("select count(*) from SCOPE_CONSENT_LOCK") < SLOTS) {
      database.update("delete from SCOPE_CONSENT_LOCK");
      database.update(
          "insert into SCOPE_CONSENT_LOCK (SLOT) values "
              + IntStream.range(0, SLOTS)
                  .mapToObj("(%d)"::formatted)
                  .collect(Collectors.joining(",")));
    }
  }
}
