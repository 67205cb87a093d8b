package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An app gives a scope back that it needs no longer. */
class ScopeGrantsGiveBackIT {
  private static final List<String> ODD_NAMES =
      List.of(
          "https://api.example.com/auth/calendar.readonly",
          "patient/*.read",
          "a%2Fb+c",
          "user?x=1&y=2#z",
          "weird;v=1");

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("giveback");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Test
  void whatItIncludedGoesWithIt() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens =
        visitor.grant(app, "openid profile:read workouts:write", "profile:read", "workouts:write");

    Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("workouts:write");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(ScopeGrants.names(answer, "revoked"))
        .containsExactlyInAnyOrder("workouts:write", "workouts:read");
    assertThat(granted(tokens)).containsExactly("profile:read");
    assertThat(visitor.visit(app, "openid workouts:read").asksForConsent()).isTrue();
  }

  @Test
  void whatTheUserAllowedForItselfStays() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid workouts:read", "workouts:read");
    Tokens tokens = visitor.grant(app, "openid workouts:write", "workouts:write");

    Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("workouts:write");

    assertThat(ScopeGrants.names(answer, "revoked")).containsExactly("workouts:write");
    assertThat(granted(tokens)).containsExactly("workouts:read");
  }

  @Test
  void whatIncludesItGoesToo() {
    Tokens tokens = new Visitor(realm).grant(app, "openid workouts:write", "workouts:write");

    Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("workouts:read");

    assertThat(ScopeGrants.names(answer, "revoked"))
        .containsExactlyInAnyOrder("workouts:read", "workouts:write");
    assertThat(granted(tokens)).isEmpty();
  }

  @Test
  void refreshTokensGoOnWithTheRest() {
    Tokens tokens =
        new Visitor(realm)
            .grant(app, "openid profile:read workouts:write", "profile:read", "workouts:write");
    ScopeGrants.with(realm, tokens).giveBack("workouts:write");

    Tokens refreshed = app.refresh(tokens);

    assertThat(refreshed).hasScopes("openid", "profile:read");
  }

  @Test
  void theTokenAtHandWillNoLongerDo() {
    Tokens tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");
    ScopeGrants.with(realm, tokens).giveBack("profile:read");

    Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("profile:read");

    assertThat(answer.body().path("available").asBoolean()).isFalse();
    assertThat(ScopeGrants.names(answer, "missing")).containsExactly("profile:read");
    assertThat(answer.body().path("denied")).as("nobody said no").isEmpty();
    assertThat(ScopeGrants.request(answer)).containsEntry("prompt", "consent");
  }

  @Test
  void anAuditorCanReadIt() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid workouts:write", "workouts:write");
    ScopeGrants.with(realm, tokens).giveBack("workouts:write");
    ScopeGrants.with(realm, tokens).giveBack("workouts:write");

    List<Event> events = realm.events().of(visitor.user(), "REVOKE_GRANT");

    assertThat(events).as("the second time there was nothing").hasSize(1);
    assertThat(events.get(0).scopes("scopes_revoked"))
        .containsExactlyInAnyOrder("workouts:write", "workouts:read");
  }

  @Test
  void manyAtATimeDoNotGetInEachOthersWay() {
    String[] scopes = {"profile:read", "workouts:read", "appointments:read", "email"};
    Tokens tokens = new Visitor(realm).grant(app, "openid " + String.join(" ", scopes), scopes);

    List<Rest.Answer> answers =
        IntStream.range(0, 12)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> giveBackPatiently(tokens, scopes[i % scopes.length])))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(answers.stream().flatMap(a -> ScopeGrants.names(a, "revoked").stream()))
        .containsExactlyInAnyOrder(scopes);
    assertThat(granted(tokens)).isEmpty();
  }

  /** Tries again as often as it is told to. */
  private static Rest.Answer giveBackPatiently(Tokens tokens, String scope) {
    Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack(scope);
    return answer.status() == 503 ? giveBackPatiently(tokens, scope) : answer;
  }

  @Test
  void nothingHeldIsNothingLost() {
    Tokens tokens =
        new Visitor(realm).grant(app, "openid profile:read billing:read", "profile:read");

    for (String scope : List.of("workouts:write", "billing:read", "openid")) {
      Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack(scope);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).hasToString("{\"revoked\":[]}");
    }
    assertThat(ScopeGrants.scopes(ScopeGrants.with(realm, tokens).list().body().path("denied")))
        .as("a no stays a no")
        .containsExactly("billing:read");
  }

  @Test
  void onlyThisAppLosesIt() {
    OAuthClient other = realm.client(ClientSpec.confidential("other").consent());
    Visitor visitor = new Visitor(realm);
    Tokens mine = visitor.grant(app, "openid profile:read", "profile:read");
    Tokens theirs = visitor.grant(other, "openid profile:read", "profile:read");

    ScopeGrants.with(realm, mine).giveBack("profile:read");

    assertThat(granted(theirs)).containsExactly("profile:read");
  }

  @Test
  void anUnknownScopeIsSaidToBeOne() {
    Tokens tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");

    for (String scope : List.of("no:such", "two words", "zwölf", "\"", "\u0007")) {
      Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack(scope);

      assertThat(answer.status()).as(scope).isEqualTo(400);
      assertThat(answer.error()).isEqualTo("invalid_scope");
    }
    assertThat(granted(tokens)).containsExactly("profile:read");
  }

  @Test
  void oddNamesGetThroughInThePathAndInTheQuery() {
    ODD_NAMES.forEach(name -> realm.scope(name, Map.of("label", "Odd")));
    OAuthClient client =
        realm.client(
            ClientSpec.confidential("odd").consent().optional(ODD_NAMES.toArray(String[]::new)));
    String[] all = ODD_NAMES.toArray(String[]::new);
    String request = "openid " + String.join(" ", ODD_NAMES);

    Visitor first = new Visitor(realm);
    Tokens byPath = first.grant(client, request, all);
    for (String name : ODD_NAMES) {
      Rest.Answer answer = ScopeGrants.with(realm, byPath).giveBack(name);
      assertThat(ScopeGrants.names(answer, "revoked")).as(name).containsExactly(name);
    }

    Tokens byQuery = new Visitor(realm).grant(client, request, all);
    for (String name : ODD_NAMES) {
      Rest.Answer answer =
          ScopeGrants.with(realm, byQuery)
              .send("DELETE", "?scope=" + Rest.segment(name), BodyPublishers.noBody());
      assertThat(ScopeGrants.names(answer, "revoked")).as(name).containsExactly(name);
    }
  }

  private static List<String> granted(Tokens tokens) {
    return ScopeGrants.scopes(ScopeGrants.with(realm, tokens).list().body().path("granted"));
  }
}
