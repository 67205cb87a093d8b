package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.TwoNodes;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes in production mode on one PostgreSQL: what one stores the other knows. */
@Tag("two-nodes")
class TwoNodesIT {
  private static final String REQUEST = "openid profile:read billing:read";
  private static final String LOCKS = "select SLOT from SCOPE_CONSENT_LOCK";
  private static final String FREE = " for update skip locked";
  private static final int ROUNDS = Integer.getInteger("race.rounds", 20);

  private static TwoNodes nodes;
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void startNodes() {
    nodes = TwoNodes.start();
    realm = TestRealm.fitness(nodes, "two-nodes");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @AfterAll
  static void stopNodes() {
    if (nodes != null) {
      nodes.stop();
    }
  }

  @BeforeEach
  void useFirst() {
    nodes.useFirst();
  }

  @Test
  void anAnswerIsKnownToTheOtherNodeAtOnce() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, REQUEST, "profile:read");

    nodes.useSecond();
    Page again = visitor.visit(app.request(REQUEST).prompt("none"));

    assertThat(app.redeem(again)).hasScopes("openid", "profile:read");
    PermissionsPage page = visitor.permissions(realm);
    assertThat(page.declined("app")).containsExactly("billing:read");
    page.takeBack("app", "profile:read");
    nodes.useFirst();
    assertThat(app.refresh(tokens).scopes()).doesNotContain("profile:read");
    assertThat(visitor.visit(app.request("openid profile:read").prompt("none")).error())
        .isEqualTo("interaction_required");
  }

  @Test
  void aPageOfOneNodeIsAnsweredOnTheOther() {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, REQUEST).consent();

    nodes.useSecond();
    Page answered = page.only("billing:read").grant();

    nodes.useFirst();
    assertThat(app.redeem(answered)).hasScopes("openid", "billing:read");
  }

  @Test
  void anAnswerIsStoredOnTheOtherNodeAtOnceWhereTheFirstWasKilledWhileItStoredOne() {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, REQUEST).consent();
    Database database = nodes.database().orElseThrow();
    try (var blocked = makeSameConsent(database, visitor)) {
      CompletableFuture<Page> lost =
          CompletableFuture.supplyAsync(() -> page.only("profile:read").grant());
      await().until(() -> database.rows(LOCKS) > database.rows(LOCKS + FREE));
      nodes.first().kill();
      lost.handle((answer, failure) -> null).join();
    }
    nodes.useSecond();
    try {
      ConsentPage anew = new Visitor(visitor.user()).visit(app, REQUEST).consent();

      assertThat(app.redeem(anew.only("billing:read").grant())).hasScopes("openid", "billing:read");
    } finally {
      nodes.first().start();
    }
  }

  /** Keeps whoever stores this user's consent waiting, with its lock, until it is closed. */
  private static Database.OpenTransaction makeSameConsent(Database database, Visitor visitor) {
    return database.begin(
        "insert into USER_CONSENT (ID, CLIENT_ID, USER_ID) values (?, ?, ?)",
        visitor.user().id().substring(0, 30) + "same",
        realm.clientUuid("app"),
        visitor.user().id());
  }

  @Test
  void eightAnswersAtOnceOverBothNodesStoreOneConsent() {
    nodes.useBoth();
    Visitor visitor = new Visitor(realm);
    List<ConsentPage> tabs =
        IntStream.range(0, 8)
            .mapToObj(i -> new Visitor(visitor.user()).visit(app, REQUEST).consent())
            .toList();

    List<CompletableFuture<Page>> answers =
        tabs.stream()
            .map(tab -> CompletableFuture.supplyAsync(() -> tab.only("profile:read").grant()))
            .toList();

    assertThat(answers.stream().map(CompletableFuture::join))
        .as("each gets its code, or the page again")
        .allMatch(page -> page.isCallback() ? page.error() == null : page.asksForConsent());
    assertThat(consented(visitor)).containsExactly("profile:read");
  }

  @Test
  void whatIsTakenBackOnOneNodeDoesNotComeBackByARefreshOnTheOther() {
    ScopeHandle widened = realm.scope("race:wide", Map.of("risk", "low"));
    realm.scope("race:added", Map.of("risk", "low"));
    OAuthClient racer =
        realm.client(
            ClientSpec.confidential("racer").consent().optional("race:wide", "race:added"));
    List<Visitor> visitors = IntStream.range(0, ROUNDS).mapToObj(i -> new Visitor(realm)).toList();
    List<Tokens> tokens =
        visitors.stream().map(v -> v.grant(racer, "openid race:wide", "race:wide")).toList();
    assertThat(widened.tryChangeEntry(Map.of("implies", "race:added")).ok()).isTrue();
    nodes.useBoth();

    for (int i = 0; i < ROUNDS; i++) {
      Tokens held = tokens.get(i);
      PermissionsPage confirmation = visitors.get(i).permissions(realm).takeBackAll("racer");
      List<CompletableFuture<Tokens>> refreshes =
          IntStream.range(0, 2)
              .mapToObj(n -> CompletableFuture.supplyAsync(() -> racer.refresh(held)))
              .toList();
      confirmation.confirm();
      refreshes.forEach(CompletableFuture::join);
      assertThat(consented(visitors.get(i))).as("round %d", i).isEmpty();
    }
  }

  @Test
  void aDatabaseThatRestartsUnderLoadLosesNothingThatWasAnswered() {
    nodes.useBoth();
    List<Visitor> visitors = IntStream.range(0, 6).mapToObj(i -> new Visitor(realm)).toList();
    List<CompletableFuture<Boolean>> grants =
        visitors.stream().map(v -> CompletableFuture.supplyAsync(() -> tryToGrant(v))).toList();
    nodes.restartDatabase();
    List<Boolean> granted = grants.stream().map(CompletableFuture::join).toList();

    await().ignoreExceptions().until(() -> tryToGrant(new Visitor(realm)));
    for (int i = 0; i < visitors.size(); i++) {
      Set<String> stored = consented(visitors.get(i));
      assertThat(stored).as("all or nothing").isIn(Set.of(), Set.of("profile:read"));
      if (granted.get(i)) {
        assertThat(stored).as("who got a code has the consent").contains("profile:read");
      }
    }
  }

  private static boolean tryToGrant(Visitor visitor) {
    try {
      return visitor.visit(app, REQUEST).consent().only("profile:read").grant().isCallback();
    } catch (RuntimeException | AssertionError databaseIsDown) {
      return false;
    }
  }

  private static Set<String> consented(Visitor visitor) {
    JsonNode names = realm.consents(visitor.user()).at("/0/grantedClientScopes");
    return Json.stream(names).map(JsonNode::asText).collect(Collectors.toSet());
  }
}
