package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * {@code workouts:write} implies {@code workouts:read}, whichever way a token comes about. A claim
 * and a role hang on the implied scope, so that what only says the name is found out.
 */
class ImpliedScopesIT {
  private static TestRealm realm;
  private static OAuthClient client;
  private static TestUser user;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("implied");
    realm.admin().post(realm.path("/roles"), Map.of("name", "reader"));
    realm.scope("workouts:read").claim("sees", "workouts").role("reader");
    client =
        realm.client(
            ClientSpec.confidential("all-grants")
                .serviceAccount()
                .directGrants()
                .hybrid()
                .device()
                .exchange()
                .audience("all-grants")
                .defaults("basic", "acr", "roles"));
    user = realm.user();
    giveReader(user.id());
    giveReader(
        realm
            .admin()
            .get(
                realm.path(
                    "/clients/%s/service-account-user".formatted(realm.clientUuid("all-grants"))))
            .path("id")
            .asText());
  }

  private static void giveReader(String userId) {
    JsonNode role = realm.admin().get(realm.path("/roles/reader"));
    realm.admin().post(realm.path("/users/" + userId + "/role-mappings/realm"), List.of(role));
  }

  @Nested
  class AllAgreeFor {
    @Test
    void anAuthorizationCode() {
      assertAgreement(code("openid workouts:write"), "openid", "workouts:write", "workouts:read");
    }

    @Test
    void aRefresh() {
      Tokens tokens = client.refresh(code("openid workouts:write"));

      assertAgreement(tokens, "openid", "workouts:write", "workouts:read");
    }

    @Test
    void aRefreshNarrowedToTheImpliedScope() {
      Tokens wide = code("openid workouts:write profile:read");

      Tokens narrow = client.refresh(wide, "openid workouts:read");

      assertThat(narrow).hasScopes("openid", "workouts:read").hasClaim("sees", "workouts");
      assertThat(narrow).hasRoles("reader");
    }

    @Test
    void aRefreshAfterANarrowedOne() {
      Tokens narrow = client.refresh(code("openid workouts:write"), "openid workouts:read");

      assertThat(client.refresh(narrow))
          .as("a refresh token keeps its scope however narrow it was used")
          .hasScopes("openid", "workouts:write", "workouts:read");
    }

    @Test
    void clientCredentials() {
      assertAgreement(
          client.clientCredentials("workouts:write"), "workouts:write", "workouts:read");
    }

    @Test
    void aPassword() {
      assertAgreement(
          client.password(user, "openid workouts:write"),
          "openid",
          "workouts:write",
          "workouts:read");
    }

    @Test
    void aDevice() {
      DeviceCode device = client.device("openid workouts:write");
      Page page = new Browser().open(device.verification()).signIn(user);
      if (page.isStockConsent()) {
        page = page.submit("form:has([name=accept])", "accept", "Yes");
      } else if (page.asksForConsent()) {
        page = page.consent().grant();
      }
      assertThat(page.status()).as("%s", page).isEqualTo(200);

      assertAgreement(client.poll(device), "openid", "workouts:write", "workouts:read");
    }

    @Test
    void aTokenExchange() {
      Tokens subject = client.password(user, "openid profile:read workouts:write");

      Tokens exchanged = client.exchange(subject, "openid workouts:write");

      assertAgreement(exchanged, "openid", "workouts:write", "workouts:read");
    }

    @Test
    void theHybridFlow() {
      Page page =
          new Browser()
              .open(client.request("openid workouts:write").responseType("code id_token token"))
              .signIn(user);
      Map<String, String> front = page.callback();

      Tokens frontChannel = new Tokens(200, Json.object(front));
      assertThat(frontChannel.claims().path("scope").asText().split(" "))
          .containsExactlyInAnyOrder("openid", "workouts:write", "workouts:read");
      assertThat(Jwt.claims(frontChannel.id()).path("sees").asText()).isEqualTo("workouts");
      assertAgreement(client.redeem(page), "openid", "workouts:write", "workouts:read");
    }

    @Test
    void anOfflineToken() {
      Tokens tokens = code("openid workouts:write offline_access");
      assertAgreement(tokens, "openid", "workouts:write", "workouts:read", "offline_access");

      realm.endSession(user, tokens);

      assertAgreement(
          client.refresh(tokens), "openid", "workouts:write", "workouts:read", "offline_access");
    }
  }

  @Test
  void whatTheUserCannotGetIsLeftOut() {
    TestUser withoutTheRole = realm.user();

    assertThat(client.password(withoutTheRole, "openid workouts:write"))
        .hasScopes("openid", "workouts:write")
        .hasNoClaim("sees");
  }

  @Test
  void theAdminConsolesPreviewShowsTheWiderScope() {
    JsonNode token =
        realm
            .admin()
            .get(
                realm.path(
                    "/clients/%s/evaluate-scopes/generate-example-access-token?scope=%s&userId=%s"
                        .formatted(
                            realm.clientUuid("all-grants"), "openid%20workouts:write", user.id())));

    assertThat(token.path("scope").asText().split(" "))
        .containsExactlyInAnyOrder("openid", "workouts:write", "workouts:read");
  }

  private static Tokens code(String scope) {
    return client.redeem(new Browser().open(client.request(scope)).signIn(user));
  }

  private static void assertAgreement(Tokens tokens, String... scopes) {
    assertThat(tokens).hasScopes(scopes).hasClaim("sees", "workouts").hasRoles("reader");
    if (tokens.hasRefresh()) {
      assertThat(Tokens.scopes(Jwt.claims(tokens.refresh()).path("scope").asText()))
          .as("scope of the refresh token")
          .contains(scopes);
    }
    JsonNode introspected = client.introspect(tokens.access());
    assertThat(Tokens.scopes(introspected.path("scope").asText()))
        .as("scope of the introspection")
        .containsExactlyInAnyOrder(scopes);
    assertThat(introspected.path("sees").asText()).as("mapper in it").isEqualTo("workouts");
    if (List.of(scopes).contains("openid")) {
      assertThat(client.userinfo(tokens).path("sees").asText())
          .as("mapper in userinfo")
          .isEqualTo("workouts");
    }
  }
}
