package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feature and reason, in the app's own words, from the request to the page. */
class AppWordsIT {
  private static final SigningKey KEY = SigningKey.generate();

  private static TestRealm realm;
  private static OAuthClient app;

  private interface Road extends BiFunction<Visitor, AuthorizationRequest, Page> {}

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("words");
    realm.scope(
        "vault:read", Map.of("risk", "low", "requires.reauth", "true", "max.auth.age", "1"));
    app =
        realm.client(
            ClientSpec.confidential("app")
                .name("Running Club")
                .consent()
                .key(KEY)
                .optional("profile:read", "billing:read", "billing:manage", "vault:read"));
  }

  static List<Named<Road>> roads() {
    return List.of(
        road("query", Visitor::visit),
        road("query after five unknown", (visitor, r) -> visitor.visit(crowded(r))),
        road("PAR", (visitor, r) -> open(visitor, app.pushed(r))),
        road("PAR after five unknown", (visitor, r) -> open(visitor, app.pushed(crowded(r)))),
        road("unsigned object", (visitor, r) -> visitor.visit(r.asRequestObject())),
        road("object, client's key", (visitor, r) -> visitor.visit(r.asRequestObject(KEY))),
        road("object, secret", (visitor, r) -> visitor.visit(r.asRequestObject(app.secret()))));
  }

  private static Named<Road> road(String name, Road road) {
    return Named.of(name, road);
  }

  private static Page open(Visitor visitor, URI uri) {
    Page page = visitor.browser().open(uri);
    return page.asksToSignIn() ? page.signIn(visitor.user()) : page;
  }

  private static AuthorizationRequest crowded(AuthorizationRequest request) {
    String feature = "Workout log";
    request.without("scope_feature").without("scope_reason");
    for (int i = 1; i <= 5; i++) {
      request.with("unknown_" + i, "value " + i);
    }
    return request.with("scope_feature", feature).with("scope_reason", "To greet you.");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("roads")
  void areQuotedOnThePage(Road road) {
    ConsentPage page = road.apply(new Visitor(realm), request("openid profile:read")).consent();

    assertQuoted(page);
  }

  @Test
  void areNotThereWhereTheAppSaysNothing() {
    assertThat(new Visitor(realm).visit(app, "openid profile:read").consent().words()).isEmpty();
  }

  @Test
  void mayBeOneOfTheTwo() {
    AuthorizationRequest feature = request("openid profile:read").without("scope_reason");
    assertThat(new Visitor(realm).visit(feature).consent().words().orElseThrow().text())
        .contains("Workout log");
    AuthorizationRequest reason = request("openid profile:read").without("scope_feature");
    assertThat(new Visitor(realm).visit(reason).consent().words().orElseThrow().text())
        .contains("To greet you.");
  }

  @Nested
  class OnTheWay {
    @Test
    void surviveTheConfirmationAndTheWayBack() {
      Page page = new Visitor(realm).visit(request("openid profile:read billing:manage"));

      Page confirmation = page.consent().tick("billing:manage").grant();

      assertQuoted(confirmation.confirmation());
      assertQuoted(confirmation.confirmation().back().consent());
    }

    @Test
    void surviveANewLogin() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, "openid profile:read", "profile:read");
      Logins.awaitOlderThan(Duration.ofSeconds(1), tokens);
      Page login = visitor.browser().open(request("openid vault:read"));
      assertThat(login.asksToSignIn()).as("%s", login).isTrue();

      assertQuoted(login.signIn(visitor.user()).consent());
    }

    @Test
    void surviveAWrongPassword() {
      Visitor visitor = new Visitor(realm);
      Page login = visitor.browser().open(request("openid profile:read"));
      Page wrong =
          login.signIn(new TestUser(visitor.user().id(), visitor.user().username(), "wrong"));

      assertQuoted(wrong.signIn(visitor.user()).consent());
    }

    @Test
    void surviveALoginThatStartsAgain() {
      Visitor visitor = new Visitor(realm);
      Page pending = visitor.visit(request("openid profile:read"));
      URI restart = URI.create(pending.uri().toString().replace("/required-action", "/restart"));

      assertQuoted(visitor.browser().open(restart).signIn(visitor.user()).consent());
    }

    @Test
    void surviveALoginThatKeycloakHasForgotten() {
      Visitor visitor = new Visitor(realm);
      Page login = visitor.browser().open(request("openid profile:read"));
      visitor.browser().forget("AUTH_SESSION_ID");

      Page again = login.signIn(visitor.user());
      assertThat(again.asksToSignIn()).as("%s", again).isTrue();

      assertQuoted(again.signIn(visitor.user()).consent());
    }

    @Test
    void doNotSurviveIntoTheNextRequest() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(request("openid profile:read")).consent().only("profile:read").grant();

      assertThat(visitor.visit(app, "openid billing:read").consent().words()).isEmpty();
    }

    @Test
    void areWrittenIntoNoEvent() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(request("openid profile:read")).consent().only("profile:read").grant();

      assertThat(realm.events().of(visitor.user()))
          .isNotEmpty()
          .allSatisfy(
              event ->
                  assertThat(Json.object(Map.of("details", event.details())).toString())
                      .doesNotContain("To greet you."));
    }
  }

  private static AuthorizationRequest request(String scope) {
    return app.request(scope)
        .with("scope_feature", "Workout log")
        .with("scope_reason", "To greet you.");
  }

  private static void assertQuoted(ConsentPage page) {
    assertThat(page.words()).as("%s", page.text()).isPresent();
    assertThat(page.words().orElseThrow().text())
        .contains("Running Club", "Workout log", "To greet you.");
  }
}
