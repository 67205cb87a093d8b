package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.scopekeeper.it.support.Chromium;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.NeedsChromium;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import io.github.scopekeeper.it.support.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the user's page shows what an app cannot work without, and asks before it is taken back. */
@NeedsChromium
class RequiredPermissionsBrowserIT {
  private static Chromium chromium;
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void open() {
    chromium = new Chromium();
    realm = TestRealm.fromConsole("console");
    realm
        .admin()
        .put(
            realm.path(""),
            Map.of(
                "internationalizationEnabled",
                true,
                "supportedLocales",
                List.of("en", "de", "ar")));
    app =
        realm.client(ClientSpec.confidential("app").consent().realmDefaults().name("Fitness App"));
  }

  @AfterAll
  static void close() {
    chromium.close();
  }

  @ParameterizedTest(name = "{0} {1} {2} px wide")
  @CsvSource({
    "en, LIGHT, 1280, Remove access, Keep it, Remove all access for Fitness App?",
    "de, DARK, 320, Zugriff entziehen, Behalten, Fitness App jeden Zugriff entziehen?",
    "ar, LIGHT, 320, إزالة الوصول, الاحتفاظ بها, هل تريد إزالة كل وصول"
  })
  void asksBeforeTheAccessEnds(
      String language, ColorScheme colors, int width, String remove, String keep, String title) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid phone", "phone");
    Page page =
        chromium.open(new NewContextOptions().setColorScheme(colors).setViewportSize(width, 800));
    page.navigate(realm.url() + "/scope-permissions?ui_locales=" + language);
    Window window = new Window(page).signIn(visitor.user());
    window.assertAccessible().assertFitsItsWidth();
    String profile = "[data-scope=profile] button";
    assertThat(page.locator(profile).innerText()).isEqualTo(remove);
    assertThat(page.locator("[data-scope=phone] button").innerText()).isNotEqualTo(remove);

    page.locator(profile).click();
    assertThat(window.text()).contains(title);
    window.assertAccessible().assertFitsItsWidth();

    window.press(keep);
    page.locator(profile).click();
    window.press(remove);
    assertThat(page.locator("[data-app]").count()).isZero();
    assertThat(realm.consents(visitor.user())).isEmpty();
  }
}
