package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.AccountConsole;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing is left of a consent, or our action is off, a refresh ends as in Keycloak. */
class RevokedConsentRefreshIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static TestRealm stock;
  private static OAuthClient stockApp;

  @BeforeAll
  static void createRealms() {
    realm = TestRealm.fitness("revoked");
    app = realm.client(ClientSpec.confidential("app").consent());
    stock = TestRealm.fitness("revoked-stock");
    switchOff(stock);
    stockApp = stock.client(ClientSpec.confidential("app").consent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid profile:read", "openid profile:read offline_access"})
  void anAdminWhoRevokesItIsAnsweredAsWithoutUs(String scope) {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = grantAll(visitor, scope);
    realm.revokeConsent(visitor.user(), "app");
    Visitor stockVisitor = new Visitor(stock);
    Tokens stockTokens = grantAllInStock(stockVisitor, scope);
    stock.revokeConsent(stockVisitor.user(), "app");

    JsonNode answer = app.refresh(tokens).body();

    assertThat(answer).isEqualTo(stockApp.refresh(stockTokens).body());
    assertThat(answer.has("error")).isTrue();
    assertThat(refusal(realm, app)).isEqualTo(refusal(stock, stockApp));
  }

  @Test
  void aUserWhoRevokesItInTheAccountConsoleIsAnsweredAsWithoutUs() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = grantAll(visitor, "openid profile:read");
    AccountConsole.of(visitor.user(), realm).revoke("app");
    Visitor stockVisitor = new Visitor(stock);
    Tokens stockTokens = grantAllInStock(stockVisitor, "openid profile:read");
    AccountConsole.of(stockVisitor.user(), stock).revoke("app");

    JsonNode answer = app.refresh(tokens).body();

    assertThat(answer).isEqualTo(stockApp.refresh(stockTokens).body());
    assertThat(answer.has("error")).isTrue();
    assertThat(refusal(realm, app)).isEqualTo(refusal(stock, stockApp));
  }

  @Test
  void aUserWhoTakesEverythingBackOnOurPageIsAnsweredAsWithoutUs() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = grantAll(visitor, "openid profile:read");
    visitor.permissions(realm).takeBackAll("app").confirm();
    Visitor stockVisitor = new Visitor(stock);
    Tokens stockTokens = grantAllInStock(stockVisitor, "openid profile:read");
    AccountConsole.of(stockVisitor.user(), stock).revoke("app");

    JsonNode answer = app.refresh(tokens).body();

    assertThat(answer).isEqualTo(stockApp.refresh(stockTokens).body());
    assertThat(answer.has("error")).isTrue();
    assertThat(refusal(realm, app)).isEqualTo(refusal(stock, stockApp));
  }

  @Test
  void aRealmThatSwitchesTheActionOffIsKeycloaksOwn() {
    TestRealm off = TestRealm.fitness("revoked-off");
    OAuthClient client = off.client(ClientSpec.confidential("app").consent());
    Visitor visitor = new Visitor(off);
    String both = "openid profile:read billing:read";
    Tokens tokens = visitor.grant(client, both, "profile:read", "billing:read");
    Page again = visitor.visit(client.request(both).prompt("consent"));
    again.consent().untick("billing:read").grant();
    assertThat(client.refresh(tokens)).hasScopes("openid", "profile:read");

    switchOff(off);

    assertThat(client.refresh(tokens)).isRefused("invalid_scope");
  }

  /** What an admin reads of it. */
  private static String refusal(TestRealm realm, OAuthClient client) {
    Event event = realm.events().of(client, "REFRESH_TOKEN_ERROR").get(0);
    return event.error() + ": " + event.detail("reason");
  }

  private static Tokens grantAll(Visitor visitor, String scope) {
    Page page = visitor.visit(app, scope);
    String[] choices = page.consent().choices().toArray(String[]::new);
    return app.redeem(page.consent().only(choices).grant());
  }

  private static Tokens grantAllInStock(Visitor visitor, String scope) {
    Page page = visitor.visit(stockApp, scope);
    return stockApp.redeem(page.submit("form:has([name=accept])", "accept", "Yes"));
  }

  private static void switchOff(TestRealm realm) {
    String action = realm.path("/authentication/required-actions/scope-consent");
    ObjectNode representation = (ObjectNode) realm.admin().get(action);
    realm.admin().put(action, representation.put("enabled", false));
  }
}
