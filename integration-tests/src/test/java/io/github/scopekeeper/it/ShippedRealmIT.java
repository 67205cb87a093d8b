package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The realms that we ship, as a newcomer meets them. */
class ShippedRealmIT {

  @Nested
  class Fitness {
    private static TestRealm realm;

    @BeforeAll
    static void importRealm() {
      realm = TestRealm.fitness("fitness");
    }

    @Test
    void aliceAndBobCanSignInToTheApp() {
      OAuthClient app = realm.existing("fitness-app", null);
      for (String name : List.of("alice", "bob")) {
        Page page = new Visitor(new TestUser("", name, name)).visit(app, "openid profile:read");

        Tokens tokens = app.redeem(page.consent().grant());

        assertThat(tokens).hasScopes("openid", "profile:read").hasClaim("aud", "fitness-api");
        assertThat(tokens.claims().has("auth_time")).as("auth_time").isTrue();
      }
    }

    @Test
    void theAppAddsToWhatItHas() {
      OAuthClient app = realm.existing("fitness-app", null);
      Visitor visitor = new Visitor(realm);
      Tokens before = visitor.grant(app, "openid profile:read", "profile:read");

      Page page = visitor.visit(app, "openid workouts:read");

      assertThat(page.consent().choices()).containsExactly("workouts:read");
      assertThat(app.redeemWithGrant(page.consent().grant(), before.refresh()))
          .hasScopes("openid", "profile:read", "workouts:read");
    }

    @Test
    void aPublicClientGetsNothingUnproved() {
      OAuthClient app = realm.existing("fitness-app", null);
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read", "profile:read");

      Page page =
          visitor.visit(app.request("openid workouts:read").with("include_granted_scopes", "true"));

      assertThat(app.redeem(page.consent().grant())).hasScopes("openid", "workouts:read");
    }

    @Test
    void theApiCanAskAboutTokens() {
      OAuthClient service = realm.existing("fitness-service", "fitness-service-secret");
      OAuthClient api = realm.existing("fitness-api", "fitness-api-secret");

      JsonNode answer = api.introspect(service.clientCredentials("workouts:write").access());

      assertThat(answer.path("active").asBoolean()).isTrue();
      assertThat(Tokens.scopes(answer.path("scope").asText()))
          .containsExactlyInAnyOrder("workouts:write", "workouts:read");
    }

    @Test
    void theServiceGetsNothingThatNeedsALogin() {
      OAuthClient service = realm.existing("fitness-service", "fitness-service-secret");

      assertThat(service.clientCredentials("billing:manage billing:read"))
          .hasScopes("billing:read");
    }

    @Test
    void everyEntryWouldPassTheFormToo() {
      assertEntriesAreAccepted(realm, 12);
    }
  }

  @Nested
  class Saas {
    private static TestRealm realm;

    @BeforeAll
    static void importRealm() {
      realm = TestRealm.shipped("saas", "saas", json -> {});
    }

    @Test
    void theOrganizationsAdminMaySeeItsMembers() {
      OAuthClient app = realm.existing("saas-app", null).comingBackTo("http://localhost:8081/");
      Page page =
          new Visitor(new TestUser("", "alice", "alice"))
              .visit(app, "openid read:profile admin:org");

      assertThat(page.consent().ticked()).containsExactly("read:profile");
      assertThat(page.consent().text())
          .contains("Full administrative access to your organization", "Also includes:");
    }

    @Test
    void theServiceSendsWebhooks() {
      OAuthClient service = realm.existing("saas-service", "saas-service-secret");

      assertThat(service.clientCredentials("service:webhooks")).hasScopes("service:webhooks");
    }

    @Test
    void everyEntryWouldPassTheFormToo() {
      assertEntriesAreAccepted(realm, 9);
    }
  }

  /** An import checks nothing; saving each entry again does. */
  private static void assertEntriesAreAccepted(TestRealm realm, int expected) {
    List<JsonNode> entries =
        Json.stream(realm.admin().get(realm.path("/client-scopes")))
            .filter(scope -> scope.toString().contains("scope-catalog-entry"))
            .toList();
    assertThat(entries).hasSize(expected);
    for (JsonNode scope : entries) {
      for (JsonNode mapper : scope.path("protocolMappers")) {
        realm
            .admin()
            .put(
                realm.path(
                    "/client-scopes/%s/protocol-mappers/models/%s"
                        .formatted(scope.path("id").asText(), mapper.path("id").asText())),
                mapper);
      }
    }
  }
}
