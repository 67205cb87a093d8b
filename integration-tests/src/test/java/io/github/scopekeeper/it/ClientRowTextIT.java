package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client writes its own row; it says what it wants and becomes nothing else. */
class ClientRowTextIT {
  private static final AtomicInteger COUNTER = new AtomicInteger();
  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm =
        TestRealm.fitness(
            "client-row-text",
            json -> json.withObject("/localizationTexts/en").put("its.app", "It''s this app"));
  }

  private static OAuthClient client(String name, String text) {
    return realm.client(
        ClientSpec.confidential("app-" + COUNTER.incrementAndGet())
            .consent()
            .name(name)
            .attribute("display.on.consent.screen", "true")
            .attribute("consent.screen.text", text));
  }

  private static String row(String text) {
    return row(client("An app", text));
  }

  private static String row(OAuthClient app) {
    ConsentPage page = new Visitor(realm).visit(app, "openid").consent();
    return page.clientRow().orElseThrow().select(".scope-row-name").text();
  }

  @Test
  void isTheNameOrElseTheClientIdWhereThereIsNone() {
    OAuthClient nameless = client("", " ");

    assertThat(row(client("An app", " "))).as("as on Keycloak's page").isEqualTo("An app");
    assertThat(row(nameless)).isEqualTo(nameless.clientId());
  }

  @Test
  void isTheMessageOfThatKey() {
    assertThat(row("${emailScopeConsentText}")).isEqualTo("Email address");
    assertThat(row("${no.such.key}")).isEqualTo("no.such.key");
  }

  @Test
  void isReadAsKeycloakReadsTheRealmsTexts() {
    assertThat(row("${its.app}")).isEqualTo("It's this app");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "${{0}",
        "${'}",
        "${",
        "{0} {1} '",
        "<#list 1..9 as i>${i}</#list>"
      })
  void staysText(String text) {
    ConsentPage page = new Visitor(realm).visit(client("An app", text), "openid").consent();

    assertThat(page.page().status()).isEqualTo(200);
    assertThat(page.clientRow().orElseThrow().select("script, img, a")).isEmpty();
  }

  @Test
  void doesNotReachBeyondItsLine() {
    assertThat(row("Fitness\u202E\n for you\u2028")).isEqualTo("Fitness for you");
  }

  @Test
  void aClientThatIsNamedLikeAScopeGetsNothingByIt() {
    OAuthClient thief = client("billing:manage", "Harmless");
    Visitor visitor = new Visitor(realm);
    assertThat(thief.redeem(visitor.visit(thief, "openid").consent().grant())).hasScopes("openid");

    Page page = visitor.visit(thief, "openid billing:manage");

    assertThat(page.asksForConsent()).as("%s", page).isTrue();
    assertThat(page.consent().choices()).containsExactly("billing:manage");
  }

  @Test
  void aClientThatIsNamedLikeAScopeLosesNothingByIt() {
    OAuthClient service =
        realm.client(
            ClientSpec.confidential("service")
                .name("workouts:delete")
                .serviceAccount()
                .audience("service"));

    Tokens tokens = service.clientCredentials("workouts:delete");

    assertThat(tokens).as("nobody can sign in again").hasScopes();
    assertThat(tokens.claims().path("aud").asText()).as("its own mapper").isEqualTo("service");
  }

  @Test
  void aClientWithoutANameIsShownToItsUser() {
    OAuthClient app = client("", "Nameless");
    Visitor visitor = new Visitor(realm);
    visitor.visit(app, "openid").consent().grant();

    assertThat(visitor.permissions(realm).apps()).containsExactly(app.clientId());
  }
}
