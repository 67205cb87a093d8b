package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A television asks, its user answers on the phone. */
class DeviceConsentIT {
  private static TestRealm realm;
  private static OAuthClient television;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("device");
    television = realm.client(ClientSpec.publicClient("television").consent().device());
  }

  @Test
  void grantingAPartGivesTheDeviceThatPart() {
    DeviceCode device = television.device("openid profile:read billing:read workouts:write");
    ConsentPage page = approve(new Visitor(realm), device);
    assertThat(page.choices())
        .containsExactlyInAnyOrder("profile:read", "billing:read", "workouts:write");

    Page end = page.only("workouts:write").grant();

    assertSettled(end);
    Tokens tokens = television.poll(device);
    assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
    assertThat(television.refresh(tokens)).hasScopes("openid", "workouts:write", "workouts:read");
  }

  @Test
  void theUserSeesThatAnotherDeviceAsks() {
    ConsentPage page = approve(new Visitor(realm), television.device("openid profile:read"));

    assertThat(page.text()).containsIgnoringCase("device");
  }

  @Test
  void denyingEverythingIsToldToTheDevice() {
    DeviceCode device = television.device("openid profile:read");

    approve(new Visitor(realm), device).deny();

    assertThat(television.poll(device)).isRefused("access_denied");
  }

  @Test
  void aHighRiskIsConfirmedHereToo() {
    DeviceCode device = television.device("openid billing:manage");

    Page confirmation = approve(new Visitor(realm), device).only("billing:manage").grant();
    assertThat(confirmation.asksForConfirmation()).as("%s", confirmation).isTrue();
    assertThat(television.poll(device)).isRefused("authorization_pending");
    confirmation.confirmation().confirm();

    assertThat(televisionAfterItsPause(device))
        .hasScopes("openid", "billing:manage", "billing:read");
  }

  @Test
  void aRecentDenialIsWithheldFromTheDeviceToo() {
    Visitor visitor = new Visitor(realm);
    approve(visitor, television.device("openid profile:read billing:read"))
        .only("profile:read")
        .grant();
    DeviceCode second = television.device("openid profile:read billing:read");

    Page page = visitor.browser().open(second.verification());
    if (page.asksForConsent()) {
      assertThat(page.consent().choices()).doesNotContain("billing:read");
      page = page.consent().grant();
    }

    assertSettled(page);
    assertThat(television.poll(second)).hasScopes("openid", "profile:read");
  }

  @Test
  void offlineAccessDeniedGivesAnOrdinaryRefreshToken() {
    DeviceCode device = television.device("openid profile:read offline_access");

    approve(new Visitor(realm), device).only("profile:read").grant();

    Tokens tokens = television.poll(device);
    assertThat(tokens).hasScopes("openid", "profile:read");
    assertThat(Jwt.claims(tokens.refresh()).path("typ").asText()).isEqualTo("Refresh");
  }

  private static ConsentPage approve(Visitor visitor, DeviceCode device) {
    Page page = visitor.browser().open(device.verification());
    return (page.asksToSignIn() ? page.signIn(visitor.user()) : page).consent();
  }

  /** Polling faster than every five seconds is refused. */
  private static Tokens televisionAfterItsPause(DeviceCode device) {
    return await()
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> television.poll(device), tokens -> !tokens.error().equals("slow_down"));
  }

  private static void assertSettled(Page page) {
    assertThat(page.status()).as("%s", page).isEqualTo(200);
    assertThat(page.isStockConsent()).as("Keycloak's own page: %s", page).isFalse();
    assertThat(page.text()).containsIgnoringCase("successful");
  }
}
