package io.github.scopekeeper.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import io.github.scopekeeper.it.support.CallbackServer;
import io.github.scopekeeper.it.support.Chromium;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.NeedsChromium;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Window;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fitness app's story: little is asked for at first, more when it is needed. */
@NeedsChromium
class ConsentStoryBrowserIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(8);

  private static Chromium chromium;
  private static CallbackServer appServer;
  private static TestRealm realm;
  private static OAuthClient app;
  private static Story withScript;
  private static Story withoutScript;

  /** How far somebody has come who is away until the login is old. */
  private record Story(Window window, TestUser user, Tokens signedIn) {}

  @BeforeAll
  static void openShop() {
    realm =
        TestRealm.fitness(
            "story",
            json ->
                ((ObjectNode) json.at("/authenticatorConfig/0/config"))
                    .put("default.max.auth.age", String.valueOf(MAX_AGE.toSeconds())));
    appServer = new CallbackServer();
    app = realm.existing("fitness-app", null).comingBackTo(appServer.url("/callback"));
    chromium = new Chromium();
    withScript = begin(new NewContextOptions());
    withoutScript = begin(new NewContextOptions().setJavaScriptEnabled(false));
  }

  @AfterAll
  static void closeShop() {
    if (chromium != null) {
      chromium.close();
    }
    appServer.close();
  }

  @Test
  void fromSigningInToDeletingWorkouts() {
    end(withScript);
  }

  @Test
  void andWithoutScriptJustTheSame() {
    end(withoutScript);
  }

  private static Story begin(NewContextOptions options) {
    TestUser user = realm.user();
    Window window = new Window(chromium.open(options));
    Tokens signedIn = signUp(window, user);
    logAWorkoutButKeepTheCalendarPrivate(window);
    return new Story(window, user, signedIn);
  }

  private static void end(Story story) {
    Logins.awaitOlderThan(MAX_AGE, story.signedIn());
    deleteWorkoutsAfterLoggingInAgain(story.window(), story.user());
  }

  private static Tokens signUp(Window window, TestUser user) {
    window.open(app.request("openid profile:read")).signIn(user);
    assertThat(window.text()).contains("Fitness App", "View your profile");
    assertThat(window.box("View your profile")).isChecked();

    Tokens tokens = app.redeem(window.press("Grant permissions").code());

    assertThat(tokens).hasScopes("openid", "profile:read");
    return tokens;
  }

  private static void logAWorkoutButKeepTheCalendarPrivate(Window window) {
    window.open(app.request("openid workouts:write appointments:manage"));
    assertThat(window.asksToSignIn()).as("signed in already").isFalse();
    assertThat(window.text()).contains("Also includes").doesNotContain("View your profile");
    window.box("Manage your appointments").uncheck();

    Tokens tokens = app.redeem(window.press("Grant permissions").code());

    assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
  }

  private static void deleteWorkoutsAfterLoggingInAgain(Window window, TestUser user) {
    window.open(app.request("openid workouts:delete appointments:manage"));
    assertThat(window.asksToSignIn()).as("the login is too old for this").isTrue();
    window.signIn(user);
    assertThat(window.text()).doesNotContain("Manage your appointments");
    assertThat(window.box("Delete workouts")).not().isChecked();
    window.box("Delete workouts").check();
    window.press("Grant permissions");
    assertThat(window.text()).contains("Please confirm", "Delete workouts");

    Tokens tokens = app.redeem(window.press("Allow").code());

    assertThat(tokens).hasScopes("openid", "workouts:delete");
  }
}
