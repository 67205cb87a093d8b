package io.github.scopekeeper.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.CallbackServer;
import io.github.scopekeeper.it.support.Chromium;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.NeedsChromium;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Window;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The consent page under every theme that we promise it works with, and a strict CSP. */
@NeedsChromium
class ConsentPageBrowserIT {
  private static final String REQUEST =
      "openid profile:read workouts:write workouts:delete billing:read billing:manage offline_access";
  private static final String STRICT =
      "script-src 'self'; style-src 'self'; img-src 'self' http://127.0.0.1:*; frame-ancestors 'self'";

  private static final Map<String, Site> SITES = new LinkedHashMap<>();
  private static Chromium chromium;
  private static CallbackServer appServer;

  private record Site(TestRealm realm, OAuthClient app) {
    static Site of(String theme) {
      TestRealm realm =
          TestRealm.fitness(
              "page",
              json -> {
                json.put("loginTheme", theme);
                json.putObject("browserSecurityHeaders").put("contentSecurityPolicy", STRICT);
              });
      OAuthClient app =
          realm.client(
              ClientSpec.publicClient("app")
                  .consent()
                  .name("Fitness App")
                  .attribute("display.on.consent.screen", "true")
                  .attribute("consent.screen.text", "Use your account with Fitness App")
                  .attribute("logoUri", appServer.url("/logo.png"))
                  .attribute("policyUri", appServer.url("/policy"))
                  .attribute("tosUri", appServer.url("/terms")));
      return new Site(realm, app.comingBackTo(appServer.url("/callback")));
    }

    Window visit(Page page, AuthorizationRequest request) {
      return new Window(page).open(request).signIn(realm.user());
    }

    Window visit(Page page) {
      return visit(page, app.request(REQUEST));
    }
  }

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

  private static Site site(String theme) {
    return SITES.computeIfAbsent(theme, Site::of);
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
        site(theme)
            .visit(
                chromium.open(
                    new NewContextOptions().setColorScheme(colors).setViewportSize(width, 800)));
    openAllGroups(window);

    window.assertAccessible().assertFitsItsWidth();
    window.box("Delete workouts").check();
    window.press("Grant permissions");

    assertThat(window.text()).contains("Delete workouts").doesNotContain("View your profile");
    window.assertAccessible().assertFitsItsWidth();
  }

  @Test
  void readsFromTheRightInArabic() {
    Site site = site("keycloak.v2");
    Window window =
        site.visit(
            chromium.open(new NewContextOptions().setViewportSize(320, 800)),
            site.app().request(REQUEST).with("ui_locales", "ar"));
    openAllGroups(window);

    Object direction =
        window
            .page()
            .evaluate("() => getComputedStyle(document.querySelector('.scope-consent')).direction");
    assertThat(direction).isEqualTo("rtl");
    window.assertAccessible().assertFitsItsWidth();
  }

  @Test
  void speaksGerman() {
    Site site = site("keycloak.v2");

    Window window =
        site.visit(chromium.open(), site.app().request(REQUEST).with("ui_locales", "de"));

    assertThat(window.text())
        .contains("Fitness App bittet um Zugriff auf Ihr Konto", "Zugriff erlauben", "Ablehnen")
        .doesNotContain("Grant permissions", "Sensitive", "permissions");
  }

  @Test
  void saysWhoAsksAndWhatFor() {
    Window window = site("keycloak.v2").visit(chromium.open());
    openAllGroups(window);

    assertThat(window.text())
        .contains("Fitness App", "127.0.0.1", "Signed in as")
        .contains("This app", "Use your account with Fitness App", "Required")
        .contains("Workout Data", "2 permissions", "Sensitive")
        .contains("Delete workouts", "Delete workout records", "High risk")
        .contains("Also includes: View your workouts")
        .contains("Asks you to sign in again")
        .contains("You can revoke these permissions at any time")
        .contains("Privacy policy of Fitness App", "Terms of service of Fitness App")
        .as("raw names stay in the details")
        .doesNotContain("workouts:delete");
    assertThat(window.page().locator(".scope-app-logo img"))
        .hasAttribute("src", appServer.url("/logo.png"));
    assertThat(window.page().locator(".scope-footer a").first().getAttribute("href"))
        .contains("/scope-permissions");
  }

  @Test
  void quotesTheAppAndBelievesNothingOfIt() {
    Site site = site("keycloak.v2");
    Window window =
        site.visit(
            chromium.open(new NewContextOptions().setViewportSize(320, 800)),
            site.app()
                .request(REQUEST)
                .with("scope_feature", "<b>Workout log</b>")
                .with("scope_reason", "See https://evil.example/" + "a".repeat(150)));
    Locator words = window.page().locator("#scope-consent-words");

    assertThat(words).containsText("Fitness App says:");
    assertThat(words).containsText("<b>Workout log</b>");
    assertThat(words.locator("blockquote")).containsText("https://evil.example/");
    assertThat(words.locator("a, b").count()).as("no more than text").isZero();
    window.assertAccessible().assertFitsItsWidth();
    window.box("Delete workouts").check();
    window.press("Grant permissions");
    assertThat(words).containsText("Fitness App says:");
    window.assertAccessible().assertFitsItsWidth();
  }

  @Test
  void hasNothingInlineAndItsOwnFilesAtWork() {
    Window window = site("keycloak.v2").visit(chromium.open());
    Page page = window.page();

    assertThat(page.locator(".scope-consent [style], .scope-consent style").count()).isZero();
    assertThat(page.locator(".scope-consent script:not([src])").count()).isZero();
    assertThat(page.locator(".scope-consent").first().innerHTML())
        .doesNotContainPattern(" on\\w+=");
    assertThat(page.locator(".scope-count")).hasText("5 of 7 permissions selected");
    assertThat(
            page.evaluate(
                "() => getComputedStyle(document.querySelector('.scope-rows')).listStyleType"))
        .as("the style sheet was let in")
        .isEqualTo("none");
  }

  @Test
  void canBeUsedWithTheKeyboardAlone() {
    Site site = site("keycloak.v2");
    Window window = site.visit(chromium.open());
    Page page = window.page();
    Locator group = page.locator("details.scope-group").first();

    group.locator("summary").focus();
    boolean open = group.getAttribute("open") != null;
    page.keyboard().press("Enter");
    assertThat(group.getAttribute("open") != null).as("Enter on a group").isNotEqualTo(open);
    window.box("View your profile").focus();
    page.keyboard().press("Space");
    assertThat(window.box("View your profile")).not().isChecked();
    page.locator("#scope-consent-grant").focus();
    page.keyboard().press("Enter");

    assertThat(site.app().redeem(window.code()).scopes())
        .contains("workouts:write")
        .doesNotContain("profile:read");
  }

  @Test
  void keycloaksOwnGrantPageLooksAlikeInOurTheme() {
    TestRealm realm =
        TestRealm.fitness(
            "grant",
            json -> {
              json.put("loginTheme", "scopekeeper");
              json.withArray("/requiredActions").remove(0);
            });
    OAuthClient app =
        realm
            .client(ClientSpec.publicClient("app").consent().name("Fitness App"))
            .comingBackTo(appServer.url("/callback"));

    Window window =
        new Window(chromium.open()).open(app.request("openid workouts:write")).signIn(realm.user());

    assertThat(window.text()).contains("Fitness App asks for access to your account");
    window.assertAccessible().press("Grant permissions");
    assertThat(app.redeem(window.code())).hasScopes("openid", "workouts:write", "workouts:read");
  }

  private static void openAllGroups(Window window) {
    for (Locator group :
        window.page().locator("details.scope-group:not([open])").all().stream().toList()) {
      group.locator("summary").click();
    }
  }
}
