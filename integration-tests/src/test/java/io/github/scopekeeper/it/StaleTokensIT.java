package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A token that comes about past the sign-in page leaves out what the login is too old for. What is
 * to be old is obtained at the start and grows stale together.
 */
class StaleTokensIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(4);

  private static TestRealm realm;
  private static OAuthClient client;
  private static OAuthClient other;
  private static OAuthClient brief;
  private static final Visitor[] VISITORS = new Visitor[2];
  private static Tokens ofCode;
  private static Tokens ofPassword;
  private static Tokens ofOther;
  private static Tokens ofBrief;

  @BeforeAll
  static void createRealmAndLetTokensGrowOld() {
    createRealm();
    VISITORS[0] = new Visitor(realm);
    VISITORS[1] = new Visitor(realm);
    client.redeem(VISITORS[0].visit(client, "openid profile:read"));
    ofCode = client.redeem(VISITORS[1].visit(client, "openid profile:read workouts:delete"));
    ofPassword = client.password(realm.user(), "openid profile:read billing:manage");
    ofBrief = brief.password(realm.user(), "openid brief:scope");
    ofOther = other.password(realm.user(), "openid profile:read workouts:delete");

    assertThat(ofCode).hasClaim("deletes", "workouts");
    assertThat(ofPassword).hasScopes("openid", "profile:read", "billing:manage");
    assertThat(ofOther).hasScopes("openid", "profile:read", "workouts:delete");
    Logins.awaitOlderThan(MAX_AGE, ofOther.issuedAt());
  }

  private static void createRealm() {
    realm =
        TestRealm.fitness(
            "stale",
            json ->
                ((ObjectNode) json.at("/authenticatorConfig/0/config"))
                    .put("default.max.auth.age", String.valueOf(MAX_AGE.toSeconds())));
    realm.scope("billing:manage").tryChangeEntry(Map.of("max.auth.age", "300"));
    realm.scope("workouts:delete").claim("deletes", "workouts");
    realm.scope("brief:scope", Map.of("requires.reauth", "true", "max.auth.age", "1"));
    client =
        realm.client(
            ClientSpec.confidential("app")
                .serviceAccount()
                .directGrants()
                .audience("app")
                .optional("profile:read", "workouts:delete", "billing:manage"));
    other =
        realm.client(
            ClientSpec.confidential("other")
                .exchange()
                .audience("other")
                .directGrants()
                .optional("profile:read", "workouts:delete"));
    brief = realm.client(ClientSpec.confidential("brief").directGrants().optional("brief:scope"));
  }

  @Test
  void aFlowWithoutTheAuthenticatorGetsTheTokenWithoutTheScope() {
    realm
        .scope("workouts:purge", Map.of("requires.reauth", "true", "max.auth.age", "4"))
        .claim("purges", "workouts");
    OAuthClient around =
        realm.client(
            ClientSpec.confidential("around")
                .optional("profile:read", "billing:manage", "workouts:purge"));
    useStockFlow("around");

    Page page = VISITORS[0].visit(around, "openid profile:read billing:manage workouts:purge");

    assertThat(around.redeem(page))
        .hasScopes("openid", "profile:read", "billing:manage")
        .hasNoClaim("purges");
  }

  @Test
  void aRefreshLeavesTheStaleScopeOutAndNothingElse() {
    Tokens refreshed = client.refresh(ofCode);

    assertThat(refreshed).hasScopes("openid", "profile:read").hasNoClaim("deletes");
    assertThat(Tokens.scopes(client.introspect(refreshed.access()).path("scope").asText()))
        .doesNotContain("workouts:delete");
    assertThat(client.userinfo(refreshed).has("deletes")).isFalse();

    Page again = VISITORS[1].visit(client, "openid workouts:delete");

    assertThat(client.redeem(again)).hasScopes("openid", "workouts:delete");
    assertThat(client.refresh(refreshed))
        .as("after a fresh login it is back")
        .hasScopes("openid", "profile:read", "workouts:delete")
        .hasClaim("deletes", "workouts");
  }

  @Test
  void aPasswordGrantCountsFromItsSessionsStart() {
    assertThat(client.refresh(ofPassword)).hasScopes("openid", "profile:read", "billing:manage");
    assertThat(brief.refresh(ofBrief)).hasScopes("openid");
  }

  @Test
  void theAuthenticatorsOwnAgeHoldsForSessionsThatItNeverSaw() {
    assertThat(other.refresh(ofOther)).hasScopes("openid", "profile:read");
    assertThat(other.exchange(ofOther, "openid profile:read workouts:delete"))
        .hasScopes("openid", "profile:read");
  }

  @Test
  void clientCredentialsNeverObtainIt() {
    assertThat(client.clientCredentials("profile:read billing:manage workouts:delete"))
        .hasScopes("profile:read");
  }

  private void useStockFlow(String clientId) {
    String flow =
        Json.stream(realm.admin().get(realm.path("/authentication/flows")))
            .filter(candidate -> candidate.path("alias").asText().equals("browser"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    String path = realm.path("/clients/" + realm.clientUuid(clientId));
    ObjectNode representation = (ObjectNode) realm.admin().get(path);
    representation.putObject("authenticationFlowBindingOverrides").put("browser", flow);
    realm.admin().put(path, representation);
  }
}
