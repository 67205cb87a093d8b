package io.github.scopekeeper.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.github.scopekeeper.it.support.CallbackServer;
import io.github.scopekeeper.it.support.Chromium;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.NeedsChromium;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Visitor;
import io.github.scopekeeper.it.support.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's page under the themes that we promise it works with, and a strict CSP. */
@NeedsChromium
class UserPermissionsBrowserIT {
  private static final String STRICT =
      "script-src 'self'; style-src 'self'; img-src 'self' http://127.0.0.1:*; frame-ancestors 'self'";

  private static final Map<String, TestRealm> REALMS = new LinkedHashMap<>();
  private static Chromium chromium;
  private static CallbackServer appServer;

  @BeforeAll
  static void openShop() {
    chromium = new Chromium();
    appServer = new CallbackServer();
  }

  @AfterAll
  static void closeShop() {
    chromium.close();
    if (appServer != null) {
      appServer.close();
    }
  }

  private static TestRealm realm(String theme) {
    return REALMS.computeIfAbsent(
        theme,
        name -> {
          TestRealm realm =
              TestRealm.fitness(
                  "apps",
                  json -> {
                    json.put("loginTheme", name);
                    json.putObject("browserSecurityHeaders").put("contentSecurityPolicy", STRICT);
                  });
          realm.client(
              ClientSpec.confidential("app")
                  .consent()
                  .name("Fitness App")
                  .attribute("logoUri", appServer.url("/logo.png")));
          realm.client(ClientSpec.confidential("notes").consent().name("Notes"));
          return realm;
        });
  }

  /** Has allowed two apps something, and refused one of them something. */
  private static TestUser user(TestRealm realm) {
    Visitor visitor = new Visitor(realm);
    OAuthClient app = realm.existing("app", "app-secret");
    visitor.grant(
        app, "openid profile:read workouts:write billing:read", "profile:read", "workouts:write");
    visitor.grant(realm.existing("notes", "notes-secret"), "openid profile:read", "profile:read");
    return visitor.user();
  }

  private static Window visit(String theme, NewContextOptions options, String languages) {
    TestRealm realm = realm(theme);
    TestUser user = user(realm);
    Page page = chromium.open(options);
    page.navigate(realm.url() + "/scope-permissions?ui_locales=" + languages);
    return new Window(page).signIn(user);
  }

  private static Window visit() {
    return visit("keycloak.v2", new NewContextOptions(), "en");
  }

  private static Locator row(Window window, String app, String scope) {
    return window.page().locator("[data-app=%s] [data-scope='%s']".formatted(app, scope));
  }

  @ParameterizedTest(name = "{0} {1} {2} px wide")
  @CsvSource({
    "keycloak.v2, LIGHT, 1280",
    "keycloak.v2, DARK, 1280",
    "keycloak.v2, LIGHT, 320",
    "keycloak, LIGHT, 1280",
    "keycloak, LIGHT, 320",
    "scopekeeper, LIGHT, 1280",
    "scopekeeper, DARK, 320"
  })
  void isAccessibleAndFits(String theme, ColorScheme colors, int width) {
    Window window =
        visit(
            theme,
            new NewContextOptions().setColorScheme(colors).setViewportSize(width, 800),
            "en");
    window.assertAccessible().assertFitsItsWidth();

    window.press("Take back: View your profile, Fitness App");
    assertThat(window.text()).contains("Taken back from Fitness App: View your profile");
    window.assertAccessible().assertFitsItsWidth();

    window.press("Take back everything: Fitness App");
    assertThat(window.text()).contains("Take back everything from Fitness App?");
    window.assertAccessible().assertFitsItsWidth();
  }

  @Test
  void tellsTheStory() {
    tell(visit());
  }

  @Test
  void andWithoutScriptJustTheSame() {
    tell(visit("keycloak.v2", new NewContextOptions().setJavaScriptEnabled(false), "en"));
  }

  private void tell(Window window) {
    assertThat(window.text()).contains("Fitness App", "Log and edit workouts", "Notes");

    window.press("Take back: View your workouts, Fitness App");
    assertThat(window.text())
        .contains("Taken back from Fitness App: Log and edit workouts, View your workouts");
    window.page().reload();
    assertThat(window.text()).doesNotContain("Taken back from").contains("View your profile");

    window.press("Ask me again next time: View your billing, Fitness App");
    assertThat(window.text()).contains("may ask you for this again: View your billing");
    assertThat(row(window, "app", "billing:read")).hasCount(0);

    window.press("Take back everything: Notes").press("Keep it");
    assertThat(row(window, "notes", "profile:read")).hasCount(1);
    window.press("Take back everything: Notes").press("Take back everything");
    assertThat(window.text()).contains("Everything has been taken back from Notes.");

    window.press("Take back: View your profile, Fitness App");
    assertThat(window.text()).contains("You have given no app any permission");
    window.press("Done");
    window.page().waitForURL("**/account/**");
  }

  @Test
  void endsInAnAccountConsoleThatTakesNoOffence() {
    TestRealm realm = TestRealm.fitness("console");
    Page page = chromium.open();
    page.navigate(realm.url() + "/scope-permissions");
    Window window = new Window(page).signIn(realm.user());

    window.press("Done");

    assertThat(window.page().getByText("Personal info").first()).isVisible();
    assertThat(window.page().getByText("Something went wrong")).hasCount(0);
    assertThat(window.page().url()).as("the console tidies up").doesNotContain("code=");
  }

  @Test
  void canBeUsedWithTheKeyboardAlone() {
    Window window = visit();
    Page page = window.page();
    Locator app = page.locator("details[data-app=app]");
    app.locator("summary").first().focus();
    page.keyboard().press("Enter");
    assertThat(app).not().hasAttribute("open", "");
    page.keyboard().press("Enter");
    assertThat(app).hasAttribute("open", "");

    row(window, "app", "profile:read").locator("button").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator("#scope-permissions-message")).isFocused();
    assertThat(row(window, "app", "profile:read")).hasCount(0);
    page.locator("#scope-permissions-done").focus();
    page.keyboard().press("Enter");
    page.waitForURL("**/account/**");
  }

  @Test
  void saysToThoseWhoCannotSeeWhatWasDoneAndWhatEachButtonIsFor() {
    Window window = visit();
    Page page = window.page();

    List<String> headings = page.getByRole(AriaRole.HEADING).allInnerTexts();
    assertThat(headings).contains("Permissions you gave to apps", "Fitness App", "Notes");
    List<String> buttons =
        page.locator(".scope-consent button[aria-label]").all().stream()
            .map(button -> button.getAttribute("aria-label"))
            .toList();
    assertThat(buttons).as("names of buttons").hasSize(7).doesNotHaveDuplicates();
    window.press("Take back: View your profile, Notes");

    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Taken back from Notes");
  }

  @Test
  void readsFromTheRightInArabic() {
    Window window = visit("keycloak.v2", new NewContextOptions().setViewportSize(320, 800), "ar");

    Object direction =
        window
            .page()
            .evaluate("() => getComputedStyle(document.querySelector('.scope-consent')).direction");
    assertThat(direction).isEqualTo("rtl");
    assertThat(window.text()).contains("سحب كل الأذونات").doesNotContain("Take back", "Allowed on");
    window.assertAccessible().assertFitsItsWidth();
  }

  @Test
  void speaksGermanAndWritesDatesSo() {
    Window window = visit("keycloak.v2", new NewContextOptions(), "de");

    assertThat(window.text())
        .contains("Berechtigungen, die Sie Apps gegeben haben", "Zurücknehmen", "Erlaubt am")
        .containsPattern("Erlaubt am \\d{1,2}\\. \\p{L}+ \\d{4}")
        .doesNotContain("Take back", "Allowed on");
  }

  @Test
  void hasNothingInlineAndItsOwnFilesAtWork() {
    Page page = visit().page();

    assertThat(page.locator(".scope-consent [style], .scope-consent style").count()).isZero();
    assertThat(page.locator(".scope-consent script").count()).isZero();
    assertThat(page.locator(".scope-consent").first().innerHTML())
        .doesNotContainPattern(" on\\w+=");
    assertThat(
            page.evaluate(
                "() => getComputedStyle(document.querySelector('.scope-held .scope-row')).flexWrap"))
        .as("the style sheet was let in")
        .isEqualTo("wrap");
  }
}
