package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.AuthenticationDevice;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A user says yes on a device (CIBA), which can neither warn of a high risk nor recall a denial.
 */
class CibaConsentIT {
  private static TestRealm realm;
  private static TestRealm without;
  private static OAuthClient app;

  @BeforeAll
  static void createRealms() {
    assumeTrue(AuthenticationDevice.isReachable(), "skipped: a container cannot reach the device");
    realm = TestRealm.fitness("ciba");
    app = realm.client(ClientSpec.confidential("app").consent().ciba());
    without =
        TestRealm.fitness(
            "ciba-without-action",
            json ->
                Json.stream(json.path("requiredActions"))
                    .filter(action -> action.path("alias").asText().equals("scope-consent"))
                    .forEach(action -> ((ObjectNode) action).put("enabled", false)));
  }

  private static Tokens approve(TestRealm realm, OAuthClient app, TestUser user, String scope) {
    String request = app.backchannel(user, scope);
    AuthenticationDevice.shared().approve(realm, user);
    return app.poll(request);
  }

  private static Tokens approve(TestUser user, String scope) {
    return approve(realm, app, user, scope);
  }

  private static Stream<String> stored(TestUser user) {
    return Json.stream(realm.consents(user))
        .flatMap(consent -> Json.stream(consent.path("grantedClientScopes")))
        .map(scope -> scope.asText());
  }

  @Test
  void whatTheDeviceWasSentIsGrantedWithWhatItIncludes() {
    TestUser user = realm.user();

    Tokens tokens = approve(user, "openid workouts:write");

    assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
    assertThat(app.refresh(tokens)).hasScopes("openid", "workouts:write", "workouts:read");
    assertThat(stored(user)).contains("workouts:write");
  }

  @Test
  void aFurtherAnswerLeavesTheFirstAlone() {
    TestUser user = realm.user();
    Tokens first = approve(user, "openid profile:read");

    assertThat(approve(user, "openid workouts:write"))
        .hasScopes("openid", "workouts:write", "workouts:read");

    assertThat(app.refresh(first)).hasScopes("openid", "profile:read");
  }

  @Test
  void aHighRiskIsWithheldUntilItIsConfirmedOnThePage() {
    TestUser user = realm.user();

    Tokens tokens = approve(user, "openid profile:read billing:manage");

    assertThat(tokens).hasScopes("openid", "profile:read");
    assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
    assertThat(stored(user)).doesNotContain("billing:manage");
    Events.Event event = realm.events().of(user, "AUTHREQID_TO_TOKEN").get(0);
    assertThat(event.scopes("scopes_withheld")).containsExactly("billing:manage");

    new Visitor(user)
        .visit(app, "openid billing:manage")
        .consent()
        .only("billing:manage")
        .grant()
        .confirmation()
        .confirm();

    assertThat(approve(user, "openid profile:read billing:manage"))
        .hasScopes("openid", "profile:read", "billing:manage", "billing:read");
  }

  @Test
  void whatWasRecentlyDeniedIsWithheldAndStaysDenied() {
    TestUser user = realm.user();
    new Visitor(user)
        .visit(app, "openid profile:read billing:read")
        .consent()
        .only("profile:read")
        .grant();

    Tokens tokens = approve(user, "openid profile:read billing:read");

    assertThat(tokens).hasScopes("openid", "profile:read");
    assertThat(stored(user)).doesNotContain("billing:read");
    assertThat(new Visitor(user).permissions(realm).declined("app"))
        .containsExactly("billing:read");
  }

  @Test
  void whereNothingIsLeftTheRequestIsDenied() {
    TestUser user = realm.user();

    Tokens tokens = approve(user, "billing:manage");

    assertThat(tokens).isRefused("access_denied");
    assertThat(realm.consents(user)).isEmpty();
  }

  @Test
  void whatTheUserCannotGetIsNotStored() {
    realm.admin().post(realm.path("/roles"), Json.object(Map.of("name", "coach")));
    realm.scope("coaching", Map.of()).role("coach");
    OAuthClient coaching =
        realm.client(
            ClientSpec.confidential("coaching")
                .consent()
                .ciba()
                .optional("coaching", "profile:read"));
    TestUser user = realm.user();

    Tokens tokens = approve(realm, coaching, user, "openid profile:read coaching");

    assertThat(tokens).hasScopes("openid", "profile:read");
    assertThat(stored(user)).doesNotContain("coaching");
  }

  @Test
  void withoutOurActionAnImpliedScopeIsIssuedToo() {
    OAuthClient stock = without.client(ClientSpec.confidential("app").consent().ciba());
    TestUser user = without.user();

    Tokens tokens = approve(without, stock, user, "openid workouts:write");

    assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
    assertThat(stock.refresh(tokens)).hasScopes("openid", "workouts:write", "workouts:read");
    assertThat(approve(without, stock, user, "openid appointments:manage"))
        .hasScopes("openid", "appointments:manage", "appointments:read");
    assertThat(stock.refresh(tokens)).hasScopes("openid", "workouts:write", "workouts:read");
  }
}
