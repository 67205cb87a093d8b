package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that the user's page would not send, that others send for the user, or that come twice. */
class UserPermissionsHostileIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static String appKey;

  private Visitor visitor;
  private PermissionsPage page;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("forged");
    app = realm.client(ClientSpec.confidential("app").consent());
    realm.client(ClientSpec.confidential("stranger").consent());
    appKey = realm.clientUuid("app");
  }

  @BeforeEach
  void openPage() {
    visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    page = visitor.permissions(realm);
  }

  private void assertNothingHasChanged() {
    PermissionsPage now = visitor.permissions(realm);
    assertThat(now.held("app")).containsExactly("profile:read");
    assertThat(now.declined("app")).containsExactly("billing:read");
    assertThat(realm.events().of(visitor.user(), "REVOKE_GRANT")).isEmpty();
  }

  private static Map<String, String> takeBack(String scope) {
    return Map.of("do", "take-back", "app", appKey, "scope", scope);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "take-back, app, no:such:scope",
    "take-back, app, billing:read",
    "take-back, app, '\"><script>alert(1)</script>'",
    "take-back, app, ''",
    "take-back, app, openid",
    "take-back, stranger, profile:read",
    "take-back, nobody, profile:read",
    "take-back-all, nobody, ''",
    "take-back-all, stranger, ''",
    "confirm-take-back-all, nobody, ''",
    "ask-again, app, profile:read",
    "ask-again, app, workouts:read",
    "ask-again, stranger, billing:read",
    "grant, app, admin:users",
    "'', app, profile:read"
  })
  void namingWhatIsNotThereChangesNothing(String button, String client, String scope) {
    String key = client.equals("nobody") ? "no-such-client" : realm.clientUuid(client);

    Page next = page.forge(Map.of("do", button, "app", key, "scope", scope));

    assertThat(next.status()).as("%s", next).isEqualTo(200);
    assertThat(next.permissions().message()).startsWith("Nothing has changed");
    assertThat(next.html().html()).doesNotContain("alert(1)");
    assertNothingHasChanged();
  }

  @Test
  void goingPastTheConfirmationShowsIt() {
    Page next = page.forge(Map.of("do", "confirm-take-back-all", "app", appKey));

    assertThat(next.permissions().isConfirmation()).isTrue();
    next.permissions().keep();
    assertNothingHasChanged();
  }

  @Test
  void aFormOfAnotherUsersChangesNothingOfTheirs() {
    PermissionsPage victims = page;
    Visitor attacker = new Visitor(realm);
    attacker.grant(app, "openid profile:read", "profile:read");
    PermissionsPage own = attacker.permissions(realm);

    attacker
        .browser()
        .post(URI.create(victims.action()), List.copyOf(takeBack("profile:read").entrySet()));
    own.takeBack("app", "profile:read");

    assertNothingHasChanged();
  }

  @Test
  void anAppsNameIsNoMoreThanText() {
    OAuthClient evil =
        realm.client(
            ClientSpec.confidential("evil")
                .consent()
                .name("\"><img src=x onerror=alert(1)>${user.password}"));
    visitor.grant(evil, "openid profile:read", "profile:read");

    PermissionsPage evilPage = visitor.permissions(realm);

    assertThat(evilPage.app("evil").select("img")).isEmpty();
    assertThat(evilPage.app("evil").text()).contains("<img src=x onerror=alert(1)>");
    assertThat(evilPage.takeBackAll("evil").page().html().select(".scope-consent img")).isEmpty();
  }

  @Nested
  class KeycloaksProtectionAgainstForgedRequests {
    private Page send(Browser browser, String action) {
      return browser.post(URI.create(action), List.copyOf(takeBack("profile:read").entrySet()));
    }

    @Test
    void wantsTheCodeOfThePage() {
      send(visitor.browser(), page.action().replaceAll("session_code=[^&]*&?", ""));

      assertNothingHasChanged();
    }

    @Test
    void refusesACodeThatSomebodyMadeUp() {
      send(visitor.browser(), page.action().replaceAll("session_code=[^&]*", "session_code=guess"));

      assertNothingHasChanged();
    }

    @Test
    void refusesARequestWithoutTheUsersCookies() {
      Page answer = send(new Browser(), page.action());

      assertThat(answer.showsPermissions()).isFalse();
      assertNothingHasChanged();
    }

    @Test
    void takesNothingFromAnAddress() {
      String query = "&do=take-back&app=" + appKey + "&scope=profile:read";

      visitor.browser().open(URI.create(page.action() + query));

      assertNothingHasChanged();
    }
  }

  @Nested
  class SubmittingTwice {
    @Test
    void showsThePageAgain() {
      page.takeBack("app", "profile:read");

      PermissionsPage second = page.takeBack("app", "profile:read");

      assertThat(second.message()).startsWith("Nothing has changed");
      assertThat(second.held("app")).isEmpty();
      assertThat(realm.events().of(visitor.user(), "REVOKE_GRANT")).hasSize(1);
    }

    @Test
    void inTwoTabsTakesBackOnce() {
      PermissionsPage otherTab = visitor.permissions(realm);
      page.takeBack("app", "profile:read");

      PermissionsPage late = otherTab.takeBack("app", "profile:read");

      assertThat(late.message()).startsWith("Nothing has changed");
      assertThat(realm.events().of(visitor.user(), "REVOKE_GRANT")).hasSize(1);
    }

    @Test
    void atTheSameMomentGivesOneResultAndNoErrorOfOurs() {
      List<PermissionsPage> tabs =
          Stream.generate(() -> visitor.permissions(realm)).limit(3).toList();

      List<Page> answers =
          tabs.stream()
              .map(tab -> CompletableFuture.supplyAsync(() -> tab.forge(takeBack("profile:read"))))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.status()).as("%s", answer).isLessThan(500));
      assertThat(realm.events().of(visitor.user(), "REVOKE_GRANT")).hasSize(1);
    }
  }
}
