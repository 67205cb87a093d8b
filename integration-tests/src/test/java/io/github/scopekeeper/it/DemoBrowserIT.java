package io.github.scopekeeper.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.scopekeeper.demo.DemoApp;
import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.api.ApiConfig;
import io.github.scopekeeper.demo.api.DemoApi;
import io.github.scopekeeper.it.support.Chromium;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.NeedsChromium;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo app, which asks first: what a person sees of it, without any script. */
@NeedsChromium
class DemoBrowserIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(8);

  @TempDir private static Path journal;
  private static TestRealm realm;
  private static DemoApi api;
  private static DemoApp app;
  private static Chromium chromium;

  /** Came before all others, and is old by the time that this is wanted. */
  private static Guest early;

  private TestUser user;
  private Page page;
  private Window window;

  private record Guest(TestUser user, Window window, Instant since) {

    static Guest signIn() {
      TestUser user = realm.user();
      NewContextOptions options =
          new NewContextOptions().setJavaScriptEnabled(false).setViewportSize(320, 700);
      Window window = new Window(chromium.open(options));
      window.page().navigate(app.url().toString());
      window.press("Sign in").signIn(user).press("Grant permissions");
      return new Guest(user, window, Instant.now());
    }
  }

  @BeforeAll
  static void openShop() {
    realm =
        TestRealm.fitness(
            "demo",
            json -> {
              ((ObjectNode) json.at("/authenticatorConfig/0/config"))
                  .put("default.max.auth.age", String.valueOf(MAX_AGE.toSeconds()));
              TestRealm.maxAge(json, "account:delete", MAX_AGE);
            });
    api = DemoApi.start(ApiConfig.local(0, realm.url(), journal));
    app = DemoApp.start(DemoConfig.local(0, realm.url(), api.url()));
    chromium = new Chromium();
    early = Guest.signIn();
  }

  @AfterAll
  static void closeShop() {
    if (chromium != null) {
      chromium.close();
    }
    app.close();
    api.close();
  }

  @BeforeEach
  void signIn() {
    goOnAs(Guest.signIn());
  }

  private void goOnAs(Guest guest) {
    user = guest.user();
    window = guest.window();
    page = window.page();
  }

  @Test
  void signingInTakesTheProfileOnly() {
    assertThat(page.locator("#scope")).hasText("openid profile:read");
    assertThat(page.locator("#user")).hasText("First Last");
    assertThat(state("log-workout")).hasText("Not allowed yet");
  }

  @Test
  void scopesAddUpAsFeaturesAreUsed() {
    press("log-workout");
    assertThat(page.locator("#ask")).containsText("Log and edit workouts");
    assertThat(page.locator("#ask")).containsText("Also includes: View your workouts");
    window.press("Grant permissions");
    assertThat(window.text()).contains("Fitness App says", "Your runs are kept");
    window.press("Grant permissions");

    assertThat(page.locator("#scope")).hasText("openid profile:read workouts:read workouts:write");
    assertThat(page.locator("#added")).hasText("workouts:read workouts:write");
    assertThat(page.locator("#kept")).hasText("profile:read");
    assertThat(page.locator("#answer")).hasText("{\"workouts\":[\"5 km run\"]}");

    press("log-workout");
    assertThat(page.locator("#result")).containsText("nobody had to be asked");
    assertThat(page.locator("#answer")).containsText("\"5 km run\",\"5 km run\"");
  }

  @Test
  void afterANoTheAppSaysFromWhenItMayAskAgain() {
    press("log-workout");
    window.press("Grant permissions").press("Deny");

    assertThat(page.locator("#result")).containsText("The app may ask again from");
    assertThat(state("log-workout")).containsText("You said no. The app may ask again from");

    press("log-workout");
    assertThat(page.locator("#result")).containsText("so the app does not ask");
  }

  @Test
  void aSignInThatIsTooOldIsSaidBeforehand() {
    goOnAs(early);
    Logins.awaitOlderThan(MAX_AGE, early.since());

    press("delete-workouts");
    assertThat(page.locator("#reauthentication")).isVisible();
    window.press("Grant permissions");
    assertThat(window.asksToSignIn()).isTrue();
    window.signIn(user);
    window.box("Delete workouts").check();
    window.press("Grant permissions").press("Allow");

    assertThat(page.locator("#scope")).hasText("openid profile:read workouts:delete");
  }

  @Test
  void whatWasAllowedBeforeOnlyTakesANewSignIn() {
    press("delete-account");
    window.press("Grant permissions");
    if (window.asksToSignIn()) {
      window.signIn(user);
    }
    window.box("Delete your account data").check();
    window.press("Grant permissions").press("Allow");
    assertThat(page.locator("#answer")).containsText("Your data in this demo is gone.");
    Logins.awaitOlderThan(MAX_AGE, Instant.now());

    press("delete-account");
    assertThat(window.asksToSignIn()).isTrue();
    window.signIn(user);

    assertThat(page.locator("#result")).containsText("done it with the new token");
    assertThat(page.locator("#answer")).containsText("Your data in this demo is gone.");
  }

  @Test
  void everyScopeOfAChallengeIsAskedForAtOnce() {
    press("plan-week");
    assertThat(page.locator("#ask .permissions li")).hasCount(2);
    window.press("Grant permissions");
    window.box("Manage your appointments").uncheck();
    window.press("Grant permissions");

    assertThat(page.locator("#result")).containsText("without all that this needs");
    assertThat(page.locator("#missing")).hasText("appointments:manage");
  }

  @Test
  void whatTheUserTakesBackTheAppNoLongerHas() {
    press("log-workout");
    window.press("Grant permissions").press("Grant permissions");
    assertThat(state("log-workout")).hasText("Allowed");

    page.navigate(page.locator("#permissions").getAttribute("href"));
    page.locator("[data-scope='workouts:write'] button[value=take-back]").click();
    page.navigate(app.url().toString());

    assertThat(state("log-workout")).hasText("Not allowed yet");
    assertThat(page.locator("#scope")).hasText("openid profile:read");
    press("log-workout");
    assertThat(page.locator("#ask")).containsText("Log and edit workouts");
  }

  @Test
  void aSignInThatHasEndedIsSaid() {
    realm.admin().post(realm.path("/users/" + user.id() + "/logout"), Json.object(Map.of()));

    press("log-workout");

    assertThat(page.locator("#ended")).hasText("Your sign-in has ended");
    assertThat(page.locator("#user")).hasCount(0);
  }

  @Test
  void itsPagesAreForEverybody() {
    Window scripted = new Window(chromium.open(new NewContextOptions().setViewportSize(320, 700)));
    page = scripted.page();
    page.navigate(app.url().toString());
    scripted.assertAccessible().assertFitsItsWidth();
    scripted.press("Sign in").signIn(realm.user()).press("Grant permissions");
    scripted.assertAccessible().assertFitsItsWidth();
    press("manage-billing");
    scripted.assertAccessible().assertFitsItsWidth();
    page.navigate(app.url().toString());
    press("see-appointments");
    scripted.press("Grant permissions").press("Grant permissions");
    assertThat(page.locator("#answer")).isVisible();
    scripted.assertAccessible().assertFitsItsWidth();
  }

  private void press(String feature) {
    card(feature).locator("button").click();
    page.waitForLoadState();
  }

  private Locator state(String feature) {
    return card(feature).locator(".state");
  }

  private Locator card(String feature) {
    return page.locator(".card[data-feature=%s]".formatted(feature));
  }
}
