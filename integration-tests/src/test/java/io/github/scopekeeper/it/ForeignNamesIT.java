package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and addresses of others keep their direction to themselves, in sentences and in links. */
class ForeignNamesIT {
  private static final String HEBREW = "\u05DB\u05D5\u05E9\u05E8 (2)";

  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("names");
  }

  private static OAuthClient app(String id, String name) {
    return realm.client(ClientSpec.confidential(id).consent().name(name));
  }

  private static String isolated(String name) {
    return "\u2068" + name + "\u2069";
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"en, Fitness (2), false", "en, , true", "ar, Fitness (2), true", "ar, , false"})
  void aNameIsIsolatedWhereItsDirectionIsNotThePages(
      String language, String latin, boolean isolated) {
    String name = latin == null ? "\u05DB\u05D5\u05E9\u05E8" : latin;
    OAuthClient app = app("app-" + language + isolated, name);
    AuthorizationRequest request = app.request("openid profile:read").with("ui_locales", language);

    Page page = new Visitor(realm).visit(request);

    assertThat(page.html().selectFirst(".scope-title").text())
        .contains(isolated ? isolated(name) : name)
        .matches(title -> isolated || !title.contains("\u2068"));
    assertThat(page.html().selectFirst(".scope-app-name bdi").text()).isEqualTo(name);
  }

  @Test
  void theUsersPageAndTheAnswersToAppsIsolateToo() {
    OAuthClient app = app("hebrew", HEBREW);
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid profile:read", "profile:read");

    String title = ScopeGrants.with(realm, tokens).ask("email").body().at("/prompt/title").asText();
    PermissionsPage page = visitor.permissions(realm);
    PermissionsPage confirmation = page.takeBackAll("hebrew");

    assertThat(title).isEqualTo(isolated(HEBREW) + " needs your permission");
    assertThat(confirmation.page().text())
        .contains("Take back everything from " + isolated(HEBREW) + "?");
    assertThat(confirmation.confirm().message())
        .isEqualTo("Everything has been taken back from " + isolated(HEBREW) + ".");
  }

  @Test
  void aLinkIsAscii() {
    OAuthClient app =
        realm.client(
            ClientSpec.confidential("links")
                .consent()
                .attribute("policyUri", "https://example.com/\u202Epolicy-z\u00FC"));

    Page page = new Visitor(realm).visit(app, "openid profile:read");

    assertThat(page.html().select(".scope-links a").eachAttr("href"))
        .containsExactly("https://example.com/%E2%80%AEpolicy-z%C3%BC");
  }

  @Test
  void aLabelIsOneLineWithoutMarksThatTurnIt() {
    realm.scope("turned", Map.of("label", "Read \u202Eeverything\u2028now", "risk", "low"));
    OAuthClient app = realm.client(ClientSpec.confidential("labels").consent().optional("turned"));

    Page page = new Visitor(realm).visit(app, "openid turned");

    assertThat(page.text()).contains("Read everything now");
    assertThat(page.html().html()).doesNotContain("\u202E").doesNotContain("\u2028");
  }
}
