package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.scopekeeper.it.support.AdminClient;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.NeedsServer;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.Servers;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A consent that holds {@code group:one} and {@code group:two} beside scopes without parameters.
 */
@NeedsServer(Servers.Further.PARAMETERIZED)
class ParameterizedConsentIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    assumeTrue(
        Servers.keycloakIsAtLeast(26, 7), "skipped: Keycloak's first attempt, dynamic scopes");
    realm = TestRealm.fitness(Servers.parameterized(), "parameterized-consent");
    ScopeHandle.parameterized(realm, "group");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .audience("app")
                .optional("group", "workouts:read", "workouts:write", "profile:read"));
  }

  /** Allows our page's scopes first, then the parameterized ones on Keycloak's page. */
  private static Tokens grant(Visitor visitor, String scope) {
    Page page = visitor.visit(app, scope);
    if (page.asksForConsent()) {
      page = page.consent().tick(page.consent().choices().toArray(String[]::new)).grant();
    }
    return app.redeem(
        page.isStockConsent() ? page.submit("form:has([name=accept])", "accept", "Yes") : page);
  }

  @Test
  void survivesAFurtherGrant() {
    Visitor visitor = new Visitor(realm);
    Tokens first = grant(visitor, "openid group:one group:two workouts:read");

    assertThat(grant(visitor, "openid profile:read")).hasScopes("openid", "profile:read");

    assertThat(app.refresh(first)).hasScopes("openid", "group:one", "group:two", "workouts:read");
    assertThat(app.redeem(visitor.visit(app, "openid group:one group:two profile:read")))
        .hasScopes("openid", "group:one", "group:two", "profile:read");
  }

  @Test
  void survivesARevocationByTheApp() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = grant(visitor, "openid group:one group:two workouts:write profile:read");

    Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("profile:read");

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    assertThat(app.refresh(tokens))
        .hasScopes("openid", "group:one", "group:two", "workouts:write", "workouts:read");
  }

  @Test
  void survivesTheUsersPage() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = grant(visitor, "openid group:one group:two workouts:write profile:read");

    PermissionsPage page = visitor.permissions(realm).takeBack("app", "workouts:write");

    assertThat(page.held("app")).containsExactly("profile:read");
    assertThat(app.refresh(tokens)).hasScopes("openid", "group:one", "group:two", "profile:read");
  }

  @Test
  void isAllThatKeycloaksPageCanGrant() {
    Visitor visitor = new Visitor(realm);
    Page page =
        visitor
            .visit(app, "openid group:one workouts:read")
            .consent()
            .tick("workouts:read")
            .grant();
    assertThat(page.isStockConsent()).as("%s", page).isTrue();
    realm.revokeConsent(visitor.user(), "app");

    Page end = page.submit("form:has([name=accept])", "accept", "Yes");

    assertThat(end.error()).isEqualTo("access_denied");
    assertThat(realm.consents(visitor.user())).isEmpty();
  }

  @Test
  void goesAsAWhole() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = grant(visitor, "openid group:one workouts:read");

    visitor.permissions(realm).takeBackAll("app").confirm();

    assertThat(app.refresh(tokens).status()).isEqualTo(400);
    assertThat(visitor.visit(app, "openid group:one").isStockConsent()).isTrue();
  }

  @Test
  void isNotIncludedInAnotherScope() {
    AdminClient.Answer including =
        realm.scope("profile:read").tryChangeEntry(Map.of("implies", "group"));

    assertThat(including.status()).isEqualTo(400);
    assertThat(including.error()).contains("group");
  }

  @Test
  void isLeftOutWhereAScopeThatTakesAParameterNowIsIncludedAlready() {
    ScopeHandle late = realm.scope("late", Map.of("risk", "low"));
    realm.scope("early", Map.of("implies", "late"));
    OAuthClient other = realm.client(ClientSpec.confidential("late-app").optional("early", "late"));
    late.attributes(Map.of("is.parameterized.scope", "true", "parameterized.scope.type", "string"));
    Visitor visitor = new Visitor(realm);

    Tokens tokens = other.redeem(visitor.visit(other, "openid early"));

    assertThat(tokens).hasScopes("openid", "early");
    assertThat(other.refresh(tokens)).hasScopes("openid", "early");
    AdminClient.Answer entry = late.tryChangeEntry(Map.of("risk", "low"));
    assertThat(entry.status()).isEqualTo(400);
    assertThat(entry.error()).contains("early");
  }
}
