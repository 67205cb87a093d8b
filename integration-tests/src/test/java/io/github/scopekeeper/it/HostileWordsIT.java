package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an app says is words on a page and nothing more. */
class HostileWordsIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("hostile-words");
    app = realm.client(ClientSpec.confidential("app").name("Running Club").consent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<b>bold</b>",
        "<a href='http://127.0.0.1/x'>here</a>",
        "\"><img src=x onerror=alert(1)>",
        "</blockquote></form><form action='http://127.0.0.1/x'>",
        "${7*7} ${url.loginAction} <#assign x=1>",
        "{0} {1} '{0}'",
        "&lt;b&gt; &amp; &#x202e;"
      })
  void markupIsShownAsItIs(String text) {
    Element words = words(text, text);

    assertThat(words.text()).contains(text);
    assertThat(words.select("script, img, a, form, [href], [onerror]")).isEmpty();
    assertThat(words.select("b")).as("no bold of the app's").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/prize",
        "javascript:alert(1)",
        "[here](https://example.com)",
        "mail somebody@example.com"
      })
  void nothingBecomesALink(String text) {
    Element words = words(text, text);

    assertThat(words.text()).contains(text);
    assertThat(words.select("a, [href], [src]")).isEmpty();
    assertThat(words.outerHtml()).doesNotContain("href=");
  }

  @Test
  void lengthIsBounded() {
    Element words = words("f".repeat(80) + "FF", "r".repeat(200) + "RR");

    assertThat(words.text()).contains("f".repeat(79), "r".repeat(199));
    assertThat(words.text()).doesNotContain("F").doesNotContain("RR");
  }

  @Test
  void exactlyTheBoundIsShownWhole() {
    assertThat(words("f".repeat(79) + "!", "r".repeat(199) + "?").text())
        .contains("f".repeat(79) + "!", "r".repeat(199) + "?");
  }

  @Test
  void aCutNeverSplitsACharacter() {
    String runner = "\uD83C\uDFC3";

    Element words = words(runner.repeat(100), "a" + runner.repeat(250));

    assertThat(words.wholeText().codePoints().filter(Character::isDefined))
        .noneMatch(point -> point == 0xFFFD || Character.getType(point) == Character.SURROGATE);
    assertThat(words.text()).contains(runner);
    assertThat(words.text().codePoints().filter(point -> point == 0x1F3C3).count())
        .as("characters shown")
        .isLessThanOrEqualTo(80 + 200);
  }

  /** In a request object: Keycloak refuses some of them in an address. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x1B, 0x7F, 0x85, 0x9B, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B,
        0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069
      })
  void whatSteersTheTextIsRemoved(int point) {
    String bad = Character.toString(point);

    Element words =
        new Visitor(realm)
            .visit(request("Work" + bad + "outs", "For " + bad + "you" + bad).asRequestObject())
            .consent()
            .words()
            .orElseThrow();

    assertThat(words.wholeText()).doesNotContain(bad);
    assertThat(words.outerHtml()).doesNotContain(bad);
    assertThat(words.text().replace(" ", "")).contains("Workouts", "Foryou");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\n\n\n\n", "\t"})
  void linesStayOne(String bad) {
    Element words = words("Work" + bad + "out", "Trust" + bad + "Running Club: yes");

    assertThat(words.select("br")).isEmpty();
    assertThat(words.wholeText()).doesNotContain("Work" + bad).doesNotContain("Trust" + bad);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u202E", "\n\t", "\u200B", "\u00A0", "\u3164", "\u115F", "\u2800"})
  void nothingIsNotQuoted(String text) {
    assertThat(page(text, text).consent().words()).isEmpty();
  }

  @Test
  void marksDoNotPileUpOverThePage() {
    String pile = "W" + "\u0301\u0323".repeat(30);

    Element words = words(pile, "Go" + pile);

    assertThat(words.text()).doesNotContainPattern("\\p{M}{5}").contains("Go");
  }

  @Test
  void theAppsNameDoesNotTurnOurSentences() {
    OAuthClient evil =
        realm.client(ClientSpec.confidential("evil").name("Runner \u202Eevil").consent());

    Page page =
        new Visitor(realm).visit(evil.request("openid profile:read").with("scope_reason", "Go"));

    assertThat(page.html().title()).doesNotContain("\u202E");
    assertThat(page.consent().words().orElseThrow().text()).doesNotContain("\u202E");
    assertThat(page.text()).contains("evil").doesNotContain("\u202E");
  }

  @Test
  void tooMuchOfItDoesNotKeepAnybodyFromThePage() {
    Page page = page("f".repeat(1_900), "r".repeat(1_900));

    assertThat(page.asksForConsent()).as("%s", page).isTrue();
  }

  @Test
  void twiceIsNotTwoQuotations() {
    Element words = words("one", "two");

    assertThat(words.ownerDocument().select("#scope-consent-words")).hasSize(1);
  }

  private static Element words(String feature, String reason) {
    return page(feature, reason).consent().words().orElseThrow();
  }

  private static Page page(String feature, String reason) {
    return new Visitor(realm).visit(request(feature, reason));
  }

  private static AuthorizationRequest request(String feature, String reason) {
    return app.request("openid profile:read")
        .with("scope_feature", feature)
        .with("scope_reason", reason);
  }
}
