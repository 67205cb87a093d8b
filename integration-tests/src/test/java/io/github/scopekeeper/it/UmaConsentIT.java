package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keycloak's grant for permissions of a resource server looks at no consent of its own. */
class UmaConsentIT {
  private static TestRealm realm;
  private static OAuthClient api;
  private static OAuthClient app;

  private Visitor visitor;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("uma");
    api = resourceServer(ClientSpec.confidential("api").consent());
    app = realm.client(ClientSpec.confidential("app").consent().serviceAccount().audience("api"));
  }

  private static OAuthClient resourceServer(ClientSpec spec) {
    OAuthClient client = realm.client(spec.serviceAccount().audience("api"));
    change(client, "authorizationServicesEnabled", true);
    String server = path(client) + "/authz/resource-server";
    ObjectNode settings = (ObjectNode) realm.admin().get(server);
    realm.admin().put(server, settings.put("policyEnforcementMode", "PERMISSIVE"));
    realm
        .admin()
        .attempt(
            "POST",
            server + "/resource",
            Json.object(Map.of("name", "invoices", "uris", List.of("/invoices"))));
    return client;
  }

  private static String path(OAuthClient client) {
    return realm.path("/clients/" + realm.clientUuid(client.clientId()));
  }

  private static void change(OAuthClient client, String key, boolean value) {
    ObjectNode model = (ObjectNode) realm.admin().get(path(client));
    realm.admin().put(path(client), model.put(key, value));
  }

  @BeforeEach
  void openABrowser() {
    visitor = new Visitor(realm);
  }

  private static Tokens ticket(OAuthClient client, String audience, Tokens tokens) {
    return client.token(
        "urn:ietf:params:oauth:grant-type:uma-ticket",
        Map.of("audience", audience, "subject_token", tokens.access()));
  }

  /** What access token and refresh token name, but for what every client has by default. */
  private static Set<String> scopesOf(Tokens ticket) {
    assertThat(ticket).isIssued();
    Set<String> scopes = Tokens.scopes(ticket.claims().path("scope").asText());
    if (ticket.hasRefresh()) {
      Set<String> refreshable =
          new HashSet<>(Tokens.scopes(Jwt.claims(ticket.refresh()).path("scope").asText()));
      refreshable.removeAll(Set.of("basic", "acr", "web-origins"));
      assertThat(refreshable).as("in the refresh token").isEqualTo(scopes);
    }
    return scopes;
  }

  private Tokens grantBilling(OAuthClient client) {
    return client.redeem(
        visitor
            .visit(client, "openid profile:read billing:read billing:manage")
            .consent()
            .only("profile:read", "billing:read", "billing:manage")
            .grant()
            .confirmation()
            .confirm());
  }

  @Test
  void itNamesWhatTheUserHasGranted() {
    Tokens tokens = grantBilling(api);

    assertThat(scopesOf(ticket(api, "api", tokens)))
        .containsExactlyInAnyOrder("openid", "profile:read", "billing:read", "billing:manage");
  }

  @Test
  void itDoesNotBringBackWhatTheUserHasTakenBack() {
    Tokens tokens = grantBilling(api);
    visitor.permissions(realm).takeBack("api", "billing:read");
    Tokens refreshed = api.refresh(tokens);
    assertThat(refreshed).hasScopes("openid", "profile:read");

    Tokens ticket = ticket(api, "api", refreshed);

    assertThat(scopesOf(ticket)).containsExactlyInAnyOrder("openid", "profile:read");
    assertThat(api.refresh(ticket)).hasScopes("openid", "profile:read");
  }

  @Test
  void itDoesNotBringBackWhatTheUserHasUntickedInAnotherBrowser() {
    Tokens tokens =
        visitor.grant(api, "openid profile:read billing:read", "profile:read", "billing:read");
    Visitor elsewhere = new Visitor(visitor.user());
    elsewhere
        .visit(api.request("openid profile:read billing:read").prompt("consent"))
        .consent()
        .only("profile:read")
        .grant();

    assertThat(scopesOf(ticket(api, "api", tokens)))
        .containsExactlyInAnyOrder("openid", "profile:read");
  }

  @Test
  void itDoesNotNameWhatNobodyWasAskedFor() {
    OAuthClient late = resourceServer(ClientSpec.confidential("late"));
    Tokens tokens = late.redeem(visitor.visit(late, "openid profile:read billing:manage"));
    assertThat(scopesOf(ticket(late, "late", tokens)))
        .as("of a client whose users are not asked")
        .contains("profile:read", "billing:manage");

    change(late, "consentRequired", true);

    assertThat(scopesOf(ticket(late, "late", tokens))).containsExactly("openid");
  }

  @Test
  void anAppDoesNotGetWhatTheUserHasGrantedToTheResourceServerOnly() {
    grantBilling(api);
    Tokens tokens =
        visitor.grant(app, "openid profile:read workouts:read billing:manage", "profile:read");

    Tokens ticket = ticket(app, "api", tokens);

    assertThat(ticket.claims().path("azp").asText()).isEqualTo("app");
    assertThat(scopesOf(ticket)).containsExactlyInAnyOrder("openid", "profile:read");
  }

  @Test
  void anAppDoesNotGetWhatItIsNotAssigned() {
    OAuthClient small =
        realm.client(ClientSpec.confidential("small").audience("api").optional("profile:read"));
    grantBilling(api);
    Tokens tokens = small.redeem(visitor.visit(small, "openid profile:read"));

    assertThat(scopesOf(ticket(small, "api", tokens)))
        .containsExactlyInAnyOrder("openid", "profile:read");
  }

  @Test
  void anAppGetsWhatTheUserHasGrantedToBoth() {
    grantBilling(api);
    Tokens tokens = grantBilling(app);

    assertThat(scopesOf(ticket(app, "api", tokens)))
        .containsExactlyInAnyOrder("openid", "profile:read", "billing:read", "billing:manage");
  }

  @Test
  void nobodyIsAskedForAServiceAccount() {
    Tokens tokens = api.clientCredentials("openid profile:read");

    assertThat(ticket(api, "api", tokens)).isIssued();
    assertThat(tokens).hasScopes("openid", "profile:read");
  }
}
