package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How users come to the page about their apps, and where they go from there. */
class UserPermissionsEntranceIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(4);

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("entrance");
    app = realm.client(ClientSpec.confidential("app").consent().name("Fitness App"));
  }

  private static URI address(TestRealm realm) {
    return URI.create(realm.url() + "/scope-permissions");
  }

  @Nested
  class TheAddress {
    @Test
    void isKeptNowhereAndLeadsToKeycloaksOwnLogin() {
      Rest.Answer answer = Rest.get(address(realm), null);

      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
      assertThat(answer.headers().firstValue("Location").orElseThrow())
          .startsWith(realm.url() + "/protocol/openid-connect/auth?")
          .contains("client_id=account-console", "kc_action=scope-permissions")
          .contains("code_challenge_method=S256", "response_type=code", "scope=openid", "state=");
    }

    @Test
    void passesALanguageOnAndNothingElse() {
      URI hostile =
          URI.create(address(realm) + "?ui_locales=de%26prompt%3Dnone&redirect_uri=http://evil");
      URI german = URI.create(address(realm) + "?ui_locales=de");

      assertThat(location(hostile)).doesNotContain("evil", "prompt", "ui_locales");
      assertThat(location(german)).endsWith("&ui_locales=de");
    }

    private static String location(URI address) {
      return Rest.get(address, null).headers().firstValue("Location").orElseThrow();
    }

    @Test
    void endsAtTheAccountConsole() {
      Page page = new Visitor(realm).permissions(realm).done();

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.uri().toString())
          .startsWith(realm.url() + "/account/")
          .contains("kc_action_status=success")
          .doesNotContain("error=");
    }

    @Test
    void isNotThereWhereTheActionIsOff() {
      TestRealm without =
          TestRealm.fitness("without", json -> json.withArray("/requiredActions").remove(1));

      Rest.Answer answer = Rest.get(address(without), null);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error()).isEqualTo("not_found");
      OAuthClient client = without.client(ClientSpec.confidential("app").consent());
      assertThat(linkOf(new Visitor(without).visit(client, "openid profile:read").consent()))
          .endsWith("/account/applications");
    }

    @Test
    void worksWithoutTheAccountConsoleAndEndsWithAWord() {
      TestRealm bare = TestRealm.fitness("bare");
      String console = bare.path("/clients/" + bare.clientUuid("account-console"));
      ObjectNode client = (ObjectNode) bare.admin().get(console);
      bare.admin().put(console, client.put("enabled", false));

      Page page = new Visitor(bare).permissions(bare).done();

      assertThat(page.text()).contains("You can close this page");
    }

    @Test
    void standsOnTheConsentPage() {
      Visitor visitor = new Visitor(realm);

      ConsentPage page = visitor.visit(app, "openid profile:read").consent();

      assertThat(linkOf(page)).isEqualTo(address(realm) + "?ui_locales=en");
      assertThat(visitor.visit(URI.create(linkOf(page))).showsPermissions()).isTrue();
    }

    private static String linkOf(ConsentPage page) {
      return page.page().html().select(".scope-footer a").first().absUrl("href");
    }
  }

  @Nested
  class AnAppThatSendsItsUserHere {
    @Test
    void getsThemBackWhenTheyAreDone() {
      Page page = visit(new Visitor(realm)).permissions().done();

      assertThat(page.callback()).containsEntry("kc_action_status", "success");
      assertThat(app.redeem(page).scopes()).contains("openid");
    }

    @Test
    void getsThemBackWhenTheyCancelTheWayKeycloaksFormsDo() {
      PermissionsPage page = visit(new Visitor(realm)).permissions();

      Page back = page.forge(Map.of("cancel-aia", "true"));

      assertThat(back.callback()).containsEntry("kc_action_status", "cancelled");
    }

    @Test
    void hasToAskAgainForWhatIsTakenBackMeanwhile() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");
      PermissionsPage page =
          visitor
              .visit(app.request("openid profile:read").with("kc_action", "scope-permissions"))
              .permissions()
              .takeBack("app", "profile:read");

      Page next = page.done();

      assertThat(next.isStockConsent()).as("Keycloak's own page").isFalse();
      assertThat(next.consent().choices()).containsExactly("profile:read");
    }

    @Test
    void cannotDoSoWhereTheActionIsOff() {
      TestRealm without =
          TestRealm.fitness("off", json -> json.withArray("/requiredActions").remove(1));
      OAuthClient client = without.client(ClientSpec.confidential("app").consent());

      Page page =
          new Visitor(without)
              .visit(client.request("openid").with("kc_action", "scope-permissions"));

      assertThat(page.callback()).containsEntry("kc_action_status", "error");
    }

    private static Page visit(Visitor visitor) {
      return visitor.visit(app.request("openid").with("kc_action", "scope-permissions"));
    }
  }

  @Test
  void nobodyIsSentHereByAnOrdinaryLogin() {
    assertThat(new Visitor(realm).visit(app, "openid").isCallback()).isTrue();
  }

  @Test
  void anOldLoginIsNotEnough() {
    TestRealm strict =
        TestRealm.fitness(
            "strict",
            json ->
                ((ObjectNode) json.at("/requiredActions/1/config"))
                    .put("max_auth_age", String.valueOf(MAX_AGE.toSeconds())));
    OAuthClient client = strict.client(ClientSpec.confidential("app"));
    Visitor visitor = new Visitor(strict);
    client.redeem(visitor.visit(client, "openid"));
    Instant login = Instant.now();
    assertThat(visitor.browser().open(address(strict)).showsPermissions()).as("at once").isTrue();

    Logins.awaitOlderThan(MAX_AGE, login);
    Page page = visitor.browser().open(address(strict));

    assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    assertThat(page.signIn(visitor.user()).showsPermissions()).isTrue();
  }
}
