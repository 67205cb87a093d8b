package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that our page would not send, and those that it sends twice. */
class HostileFormIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("hostile");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .defaults("basic", "appointments:read")
                .optional("profile:read", "billing:read", "admin:users"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "admin:users",
        "no:such:scope",
        "appointments:read",
        "workouts:read",
        "openid",
        "",
        "\"><script>alert(1)</script>",
        "profile:read billing:read"
      })
  void namingWhatWasNotOfferedChangesNothing(String forged) {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();

    Page next = page.forge("grant", "profile:read", forged);

    assertThat(next.status()).as("%s", next).isEqualTo(200);
    assertThat(realm.consents(visitor.user())).isEmpty();
    assertThat(app.redeem(next.consent().only("profile:read").grant()))
        .as("the page is still good")
        .hasScopes("openid", "appointments:read", "profile:read");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"", "maybe", "GRANT"})
  void anUnknownDecisionChangesNothing(String decision) {
    Visitor visitor = new Visitor(realm);
    ConsentPage page = visitor.visit(app, "openid profile:read").consent();

    Page next = page.forge(decision, "profile:read");

    assertThat(next.asksForConsent()).as("%s", next).isTrue();
    assertThat(realm.consents(visitor.user())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"decision=grant&decision=deny", "decision=grant&decision=grant"})
  void twoDecisionsAreNone(String decisions) {
    Visitor visitor = new Visitor(realm);
    Page page = visitor.visit(app, "openid profile:read");
    String action = page.html().selectFirst("form:has([name=decision])").absUrl("action");

    Page next = visitor.browser().postBody(URI.create(action), "scope=profile:read&" + decisions);

    assertThat(next.asksForConsent()).as("%s", next).isTrue();
    assertThat(next.text()).contains("Your answer could not be read");
    assertThat(realm.consents(visitor.user())).isEmpty();
  }

  @Test
  void theFormOfAnOlderPageComesBackWithTheReason() {
    Visitor visitor = new Visitor(realm);
    ConsentPage older = visitor.visit(app, "openid profile:read").consent();
    Page newer = older.forge("maybe");
    assertThat(newer.text()).contains("Your answer could not be read");

    Page again = older.only("profile:read").grant();

    assertThat(again.asksForConsent()).as("%s", again).isTrue();
    assertThat(again.text()).contains("This page was no longer up to date");
    assertThat(realm.consents(visitor.user())).isEmpty();
    assertThat(app.redeem(again.consent().only("profile:read").grant()).scopes())
        .contains("profile:read");
  }

  @Nested
  class SubmittingTwice {
    @Test
    void givesOneResultAndNoErrorOfOurs() {
      Visitor visitor = new Visitor(realm);
      ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();
      Page first = page.only("profile:read").grant();

      Page second = page.only("profile:read", "billing:read").grant();

      assertNoErrorOfOurs(second);
      assertThat(app.redeem(first)).hasScopes("openid", "appointments:read", "profile:read");
      assertThat(granted(visitor)).contains("profile:read").doesNotContain("billing:read");
    }

    @RepeatedTest(8)
    void atTheSameMomentGivesOneResultAndNoErrorOfOurs() {
      Visitor visitor = new Visitor(realm);
      ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();
      page.only("profile:read");

      List<Page> answers =
          Stream.generate(() -> CompletableFuture.supplyAsync(page::grant))
              .limit(4)
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(answers).anyMatch(Page::isCallback).allSatisfy(HostileFormIT::assertNoErrorOfOurs);
      assertThat(granted(visitor))
          .as("%s", answers)
          .contains("profile:read")
          .doesNotContain("billing:read");
    }
  }

  @Nested
  class TwoTabs {
    @Test
    void bothEndWithoutAnErrorOfOurs() {
      Visitor visitor = new Visitor(realm);
      ConsentPage first = visitor.visit(app, "openid profile:read billing:read").consent();
      ConsentPage second = visitor.visit(app, "openid profile:read billing:read").consent();

      Page firstAnswer = first.only("profile:read").grant();
      Page secondAnswer = second.only("profile:read", "billing:read").grant();

      assertThat(app.redeem(firstAnswer).scopes()).contains("profile:read");
      assertNoErrorOfOurs(secondAnswer);
    }

    @Test
    void theLaterAnswerStandsOnTheEarlierOne() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");
      ConsentPage first = visitor.visit(app, "openid billing:read").consent();
      ConsentPage second = visitor.visit(app, "openid billing:read").consent();
      first.only("billing:read").grant();

      Page answer = second.deny();

      assertNoErrorOfOurs(answer);
      assertThat(granted(visitor)).contains("profile:read");
    }
  }

  @Nested
  class PushedRequests {
    @Test
    void areGoodForOneConsentOnly() {
      Visitor visitor = new Visitor(realm);
      URI pushed = app.pushed(app.request("openid profile:read"));
      Browser browser = visitor.browser();
      Page page = browser.open(pushed).signIn(visitor.user()).consent().grant();
      assertThat(app.redeem(page).scopes()).contains("profile:read");

      Page again = browser.open(pushed);

      assertThat(again.isCallback() && again.callback().containsKey("code"))
          .as("a used request_uri: %s", again)
          .isFalse();
    }
  }

  private static List<String> granted(Visitor visitor) {
    return realm.consents(visitor.user()).findValues("grantedClientScopes").stream()
        .flatMap(scopes -> Json.stream(scopes))
        .map(scope -> scope.asText())
        .toList();
  }

  private static void assertNoErrorOfOurs(Page page) {
    assertThat(page.status()).as("%s", page).isLessThan(500);
    assertThat(page.html().text()).doesNotContain("unexpected", "Unexpected", "Internal");
  }
}
