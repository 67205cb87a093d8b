package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page asks changes while it is open: its answer counts for nothing, and is asked again. */
class ChangedConsentPageIT {
  private static final String STALE = "This page was no longer up to date";

  private static TestRealm realm;
  private static OAuthClient app;
  private Visitor visitor;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("changed-page");
    realm.scope("x:top", Map.of("risk", "medium"));
    realm.scope("x:end", Map.of("risk", "low"));
    realm.scope("x:high", Map.of("risk", "high"));
    realm.scope("x:late", Map.of("risk", "low"));
    realm.scope("x:role", Map.of("risk", "low"));
    realm.role("r");
    realm.scope("x:role").role("r");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .defaults("basic", "x:role")
                .optional("x:top", "x:end", "x:high", "x:late"));
  }

  @BeforeEach
  void start() {
    topIncludes("");
    visitor = new Visitor(realm);
  }

  @Test
  void aScopeThatIncludesMoreIsShownAgain() {
    ConsentPage page = visitor.visit(app, "openid x:top").consent();
    topIncludes("x:end");

    Page again = page.only("x:top").grant();

    assertShownAgain(again);
    assertThat(again.consent().includes("x:top")).contains("x:end");
    assertThat(app.redeem(again.consent().only("x:top").grant()))
        .hasScopes("openid", "x:top", "x:end");
  }

  @Test
  void aRepeatedYesThatHasBecomeANewOneOverturnsNoDenial() {
    Tokens tokens = visitor.grant(app, "openid x:top x:end", "x:top");
    topIncludes("x:end");
    ConsentPage page = visitor.visit(app.request("openid x:top").prompt("consent")).consent();
    assertThat(page.includes("x:top")).isEmpty();
    URI top = URI.create(realm.url() + "/scope-grants/" + Rest.segment("x:top"));
    assertThat(Rest.delete(top, tokens).status()).isEqualTo(200);

    Page again = page.grant();

    assertShownAgain(again);
    assertThat(again.consent().ticked()).as("it would overturn a denial").isEmpty();
  }

  @Test
  void aScopeThatAllRequestsOfTheAppNameFromNowOnIsShownFirst() {
    OAuthClient other =
        realm.client(
            ClientSpec.confidential("other").consent().defaults("basic").optional("x:top"));
    ConsentPage page = visitor.visit(other, "openid x:top").consent();
    String client = realm.path("/clients/" + realm.clientUuid("other"));
    realm
        .admin()
        .put(
            client + "/default-client-scopes/" + realm.scope("x:late").id(), Json.object(Map.of()));

    Page again = page.only("x:top").grant();

    assertShownAgain(again);
    assertThat(again.consent().locked()).hasSize(1);
  }

  @Test
  void aScopeThatARoleOpensMeanwhileIsShownFirst() {
    ConsentPage page = visitor.visit(app, "openid x:top").consent();
    realm.giveRole(visitor.user(), "r");

    Page again = page.only("x:top").grant();

    assertShownAgain(again);
    assertThat(app.redeem(again.consent().only("x:top").grant()))
        .hasScopes("openid", "x:top", "x:role");
  }

  @Test
  void aConfirmationLeadsBackToTheFirstPage() {
    ConsentPage page = visitor.visit(app, "openid x:top x:high").consent();
    ConsentPage confirmation = page.only("x:top", "x:high").grant().confirmation();
    topIncludes("x:end");

    Page again = confirmation.confirm();

    assertShownAgain(again);
    assertThat(again.consent().ticked()).as("as the rules tick").containsExactly("x:top");
    assertThat(again.consent().forge("confirm").asksForConsent()).isTrue();
  }

  private void assertShownAgain(Page page) {
    assertThat(page.asksForConsent()).as("%s", page).isTrue();
    assertThat(page.text()).contains(STALE);
    assertThat(realm.storedConsent(visitor.user(), "app")).doesNotContain("x:top", "x:end");
    assertThat(realm.storedConsent(visitor.user(), "other")).doesNotContain("x:top", "x:late");
  }

  private static void topIncludes(String scope) {
    realm.scope("x:top").tryChangeEntry(Map.of("implies", scope));
  }
}
