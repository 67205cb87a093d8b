package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Database;
import io.github.scopekeeper.it.support.Http;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app whose token may manage its user's account writes its own consent, without the user. */
class AccountApiConsentIT {
  private static TestRealm realm;
  private static OAuthClient app;

  private Visitor visitor;
  private Tokens tokens;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("account-api");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .exchange()
                .audience("account")
                .defaults("basic", "acr", "web-origins", "roles"));
    String client = realm.path("/clients/" + realm.clientUuid("app"));
    ObjectNode representation = (ObjectNode) realm.admin().get(client);
    realm.admin().put(client, representation.put("fullScopeAllowed", true));
    realm.scope("roles").showOnConsentScreen(false);
  }

  @BeforeEach
  void grantSomethingHarmless() {
    visitor = new Visitor(realm);
    tokens = visitor.grant(app, "openid profile:read", "profile:read");
  }

  @Test
  void aHighRiskIsAskedForAllTheSame() {
    write("profile:read", "billing:manage", "billing:read");
    assertThat(realm.storedConsent(visitor.user(), "app")).contains("billing:manage");

    Page passive = visitor.visit(app.request("openid billing:manage").prompt("none"));
    assertThat(passive.error()).isEqualTo("interaction_required");
    Page page = visitor.visit(app, "openid profile:read billing:manage");

    assertThat(page.consent().choices()).containsExactly("billing:manage");
    Page confirmation = page.consent().only("billing:manage").grant();
    assertThat(app.redeem(confirmation.confirmation().confirm()))
        .hasScopes("openid", "profile:read", "billing:manage", "billing:read");
    assertThat(visitor.visit(app, "openid billing:manage").isCallback()).as("asked once").isTrue();
  }

  @Test
  void aDenialIsNotOverturned() {
    visitor.grant(app, "openid profile:read appointments:read");
    write("profile:read", "appointments:read");
    assertThat(realm.storedConsent(visitor.user(), "app")).contains("appointments:read");

    Page passive = visitor.visit(app.request("openid appointments:read").prompt("none"));

    assertThat(app.redeem(passive)).as("a sign-in without it").hasScopes("openid");
    assertThat(app.exchange(tokens, "openid appointments:read").body().path("scope").asText())
        .doesNotContain("appointments:read");
  }

  @Test
  void aHighRiskThatWasRevokedAMomentAgoIsNotRevived() {
    Page page = visitor.visit(app, "openid profile:read billing:manage");
    app.redeem(page.consent().tick("billing:manage").grant().confirmation().confirm());
    realm.revokeConsent(visitor.user(), "app");
    approvedBefore(visitor.user(), Duration.ofSeconds(3));
    tokens = app.redeem(visitor.visit(app, "openid"));
    write("profile:read", "billing:manage", "billing:read");

    Page passive = visitor.visit(app.request("openid billing:manage").prompt("none"));

    assertThat(passive.error()).isEqualTo("interaction_required");
  }

  @Test
  void aHighRiskIsNotExchangedFor() {
    write("profile:read", "billing:manage", "billing:read");

    Tokens exchanged = app.exchange(tokens, "openid billing:manage");

    assertThat(exchanged.body().path("scope").asText()).doesNotContain("billing:manage");
  }

  @Test
  void aHighRiskThatWasRevokedDoesNotComeBackByARefresh() {
    Page page = visitor.visit(app, "openid profile:read billing:manage");
    Tokens both =
        app.redeem(page.consent().tick("billing:manage").grant().confirmation().confirm());
    visitor.permissions(realm).takeBack("app", "billing:manage");

    write("profile:read", "billing:manage", "billing:read");

    assertThat(app.refresh(both).scopes())
        .contains("profile:read")
        .doesNotContain("billing:manage");
  }

  @Test
  void anApprovalEndsWithTheConsentThatItWasGivenIn() {
    Page page = visitor.visit(app, "openid profile:read billing:manage");
    app.redeem(page.consent().tick("billing:manage").grant().confirmation().confirm());
    approvedBefore(visitor.user(), Duration.ofMinutes(10));
    realm.revokeConsent(visitor.user(), "app");
    tokens = app.redeem(visitor.visit(app, "openid"));
    write("profile:read", "billing:manage", "billing:read");

    Page next = visitor.visit(app, "openid profile:read billing:manage");

    assertThat(next.consent().choices()).contains("billing:manage");
  }

  @Test
  void whatIsNotOfHighRiskIsLeftToKeycloak() {
    write("profile:read", "profile:write");

    assertThat(app.redeem(visitor.visit(app, "openid profile:write")))
        .hasScopes("openid", "profile:write", "profile:read");
  }

  private static void approvedBefore(TestUser user, Duration time) {
    Optional<Database> database = realm.server().database();
    assumeTrue(database.isPresent(), "skipped: this backend's database cannot be reached");
    database
        .get()
        .update(
            "update SCOPE_APPROVAL set APPROVED_AT = APPROVED_AT - ? where USER_ID = ?",
            time.toMillis(),
            user.id());
  }

  private void write(String... scopes) {
    List<Map<String, String>> granted =
        Arrays.stream(scopes).map(scope -> Map.of("id", realm.scope(scope).id())).toList();
    HttpRequest request =
        Http.request(URI.create(realm.url() + "/account/applications/app/consent"))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + tokens.access())
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    Json.object(Map.of("grantedScopes", granted)).toString()))
            .build();
    HttpResponse<String> response = Http.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
