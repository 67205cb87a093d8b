package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.demo.api.ApiConfig;
import io.github.scopekeeper.demo.api.DemoApi;
import io.github.scopekeeper.it.support.ApiCall;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo API, and so the library in a servlet container, with tokens of a real Keycloak. */
class DemoApiIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(3);

  @TempDir private static Path journal;
  private static TestRealm realm;
  private static OAuthClient service;
  private static DemoApi api;

  @BeforeAll
  static void open() {
    realm = TestRealm.fitness("api", json -> TestRealm.maxAge(json, "account:delete", MAX_AGE));
    service = realm.existing("fitness-service", "fitness-service-secret");
    api = DemoApi.start(ApiConfig.local(0, realm.url(), journal));
  }

  @AfterAll
  static void close() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, profile, profile:read, 200",
    "GET, profile, profile:write, 200",
    "GET, workouts, workouts:read, 200",
    "GET, workouts, workouts:write, 200",
    "POST, workouts, workouts:write, 201",
    "DELETE, workouts, workouts:delete, 401",
    "GET, appointments, appointments:read, 200",
    "GET, appointments, appointments:manage, 200",
    "POST, appointments, appointments:manage, 201",
    "POST, week, workouts:write appointments:manage, 201",
  })
  void aScopeOrOneThatIncludesItOpensARoute(
      String method, String path, String scope, int expected) {
    Tokens tokens = service.password(realm.user(), scope);

    int status = call(method, path).with(tokens).status();

    // Nobody logs in where an app sends the password, so what needs a recent login is refused.
    assertThat(status).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, profile, profile:read",
    "GET, workouts, workouts:read",
    "POST, workouts, workouts:write",
    "DELETE, workouts, workouts:delete",
    "GET, appointments, appointments:read",
    "POST, appointments, appointments:manage",
    "POST, week, workouts:write appointments:manage",
    "PUT, billing, billing:manage",
    "DELETE, account, account:delete",
  })
  void withoutItTheChallengeNamesAllThatIsNeeded(String method, String path, String needed) {
    Tokens tokens = service.password(realm.user(), "billing:read");

    Rest.Answer answer = call(method, path).with(tokens);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("insufficient_scope");
    assertThat(ApiCall.challenge(answer))
        .startsWith("Bearer error=\"insufficient_scope\"")
        .contains(
            "scope=\"" + needed + "\"",
            "resource_metadata=\"" + api.url() + "/.well-known/oauth-protected-resource/api\"");
  }

  @Test
  void anyOfSeveralScopesIsSaidAsSuch() {
    Tokens tokens = service.password(realm.user(), "billing:read");

    Rest.Answer answer = call("GET", "appointments").with(tokens);

    assertThat(Json.stream(answer.body().path("acceptable_scopes")))
        .extracting(JsonNode::asText)
        .containsExactly("appointments:read", "admin:users");
  }

  @Test
  void ofSomebodyElseOnlyAdministratorsSeeAnything() {
    Tokens own = service.password(realm.user(), "appointments:read");

    Rest.Answer answer = call("GET", "appointments?user=somebody").with(own);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(ApiCall.challenge(answer)).contains("scope=\"admin:users\"");
    Tokens admins = admit(realm.user(), "admin:users");
    assertThat(call("GET", "appointments?user=somebody").with(admins).status()).isEqualTo(200);
  }

  @Test
  void anAccountIsDeletedAfterAFreshLoginOnly() {
    Tokens tokens = admit(realm.user(), "account:delete");
    Rest.Answer fresh = call("DELETE", "account").with(tokens);
    assertThat(fresh.status()).as("%s", fresh.body()).isEqualTo(200);
    assertThat(fresh.body().path("message").asText()).contains("is gone");

    Logins.awaitOlderThan(MAX_AGE, tokens);
    Rest.Answer stale = call("DELETE", "account").with(tokens);

    assertThat(stale.status()).isEqualTo(401);
    assertThat(stale.error()).isEqualTo("insufficient_user_authentication");
    assertThat(ApiCall.challenge(stale))
        .contains("max_age=\"%d\"".formatted(MAX_AGE.toSeconds()), "scope=\"account:delete\"");
  }

  @Test
  void whatWasDoneOrRefusedIsAmongTheRealmsEvents() {
    TestUser user = realm.user();
    call("DELETE", "account").with(service.password(user, "profile:read"));
    call("DELETE", "account").with(admit(user, "account:delete"));

    JsonNode done = written(user, "VALIDATE_ACCESS_TOKEN");
    assertThat(done.path("audit_action").asText()).isEqualTo("account.delete");
    assertThat(done.path("audit_outcome").asText()).isEqualTo("success");
    assertThat(done.path("audit_scopes").asText()).isEqualTo("account:delete");
    assertThat(done.path("audit_resource_id").asText()).isEqualTo(user.id());
    assertThat(done.path("audit_api").asText()).isEqualTo(ApiConfig.AUDIENCE);
    JsonNode refused = written(user, "VALIDATE_ACCESS_TOKEN_ERROR");
    assertThat(refused.path("audit_outcome").asText()).isEqualTo("refused");
    assertThat(refused.path("audit_reason").asText()).isEqualTo("insufficient_scope");
  }

  private static JsonNode written(TestUser user, String type) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> realm.events().of(user, type), events -> !events.isEmpty())
        .get(0)
        .details();
  }

  @Test
  void usersAreKeptApart() {
    Tokens alice = service.password(realm.user(), "workouts:write");
    Tokens bob = service.password(realm.user(), "workouts:write");

    call("POST", "workouts").with(alice);

    assertThat(call("GET", "workouts").with(alice).body().path("workouts")).hasSize(1);
    assertThat(call("GET", "workouts").with(bob).body().path("workouts")).isEmpty();
  }

  @Test
  void aTokenForAnotherApiIsNone() {
    OAuthClient stranger = realm.client(ClientSpec.confidential("stranger").directGrants());

    Rest.Answer answer =
        call("GET", "profile").with(stranger.password(realm.user(), "profile:read"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error()).isEqualTo("invalid_token");
  }

  @Test
  void aTokenThatSaysNothingIsAskedAbout() {
    OAuthClient light =
        realm.client(
            ClientSpec.confidential("light")
                .directGrants()
                .audience("fitness-api")
                .attribute("client.use.lightweight.access.token.enabled", "true"));
    Tokens tokens = light.password(realm.user(), "workouts:write");

    assertThat(call("GET", "workouts").with(tokens).status()).isEqualTo(200);
    light.logout(tokens);
    Rest.Answer after = call("GET", "workouts").with(tokens);
    assertThat(after.status()).isEqualTo(401);
  }

  @Test
  void aBoundTokenIsNothingWithoutItsKey() {
    SigningKey key = SigningKey.generate();
    OAuthClient bound =
        realm
            .client(
                ClientSpec.confidential("bound")
                    .directGrants()
                    .audience("fitness-api")
                    .attribute("dpop.bound.access.tokens", "true"))
            .provingWith(key);
    Tokens tokens = bound.password(realm.user(), "profile:read");
    ApiCall call = call("GET", "profile");

    assertThat(call.with(tokens).status()).isEqualTo(401);
    assertThat(call.proved(tokens, SigningKey.generate()).status()).isEqualTo(401);
    Rest.Answer proved = call.proved(tokens, key);
    assertThat(proved.status()).as("%s", proved.body()).isEqualTo(200);
  }

  @Test
  void itsMetadataNameTheRealmAndNothingDangerous() {
    Rest.Answer answer =
        Rest.get(URI.create(api.url() + "/.well-known/oauth-protected-resource/api"), null);

    assertThat(answer.body().path("resource").asText()).isEqualTo(api.resource().toString());
    assertThat(answer.body().at("/authorization_servers/0").asText())
        .isEqualTo(realm.url().toString());
    assertThat(Json.stream(answer.body().path("scopes_supported")))
        .extracting(JsonNode::asText)
        .contains("profile:read", "workouts:read", "appointments:read")
        .doesNotContainAnyElementsOf(
            List.of("account:delete", "billing:manage", "workouts:delete", "admin:users"));
  }

  /** Signs in and allows this. */
  private static Tokens admit(TestUser user, String scope) {
    OAuthClient app = realm.existing("fitness-app", null);
    return app.redeem(
        new Visitor(user)
            .visit(app, "openid " + scope)
            .consent()
            .only(scope)
            .grant()
            .confirmation()
            .confirm());
  }

  private static ApiCall call(String method, String path) {
    return new ApiCall(method, api.url() + "/api/" + path);
  }
}
