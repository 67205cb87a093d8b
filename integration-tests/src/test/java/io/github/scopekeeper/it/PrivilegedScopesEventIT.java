package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The event of a token says which privileged scopes the token carries. */
class PrivilegedScopesEventIT {
  private static final String DETAIL = "privileged_scopes";

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("privileged");
    app = realm.client(ClientSpec.confidential("app").directGrants().exchange().audience("app"));
  }

  @Test
  void ofACode() {
    Visitor visitor = new Visitor(realm);

    app.redeem(visitor.visit(app, "openid profile:read billing:manage"));

    assertThat(only(visitor.user(), "CODE_TO_TOKEN").detail(DETAIL))
        .isEqualTo("billing:manage billing:read");
  }

  @Test
  void ofARefreshAndOfANarrowerOne() {
    TestUser user = realm.user();
    Tokens tokens = app.password(user, "openid profile:read admin:reports billing:read");

    app.refresh(tokens);
    app.refresh(tokens, "openid profile:read admin:reports");
    app.refresh(tokens, "openid profile:read");

    assertThat(realm.events().of(user, "REFRESH_TOKEN"))
        .extracting(event -> event.detail(DETAIL))
        .containsExactlyInAnyOrder("admin:reports billing:read", "admin:reports", null);
  }

  @Test
  void ofAPassword() {
    TestUser user = realm.user();

    app.password(user, "openid billing:read");

    assertThat(only(user, "LOGIN").detail(DETAIL)).isEqualTo("billing:read");
  }

  @Test
  void ofAMachine() {
    OAuthClient machine = realm.client(ClientSpec.confidential("machine").serviceAccount());

    machine.clientCredentials("profile:read billing:manage admin:reports");

    List<Event> events = realm.events().of(machine, "CLIENT_LOGIN");
    assertThat(events).hasSize(1);
    assertThat(events.get(0).detail(DETAIL))
        .as("billing:manage takes a login, so a machine has neither it nor what it includes")
        .isEqualTo("admin:reports");
  }

  @Test
  void ofAnExchange() {
    TestUser user = realm.user();
    Tokens subject = app.password(user, "openid profile:read billing:read");

    assertThat(app.exchange(subject, "billing:read").status()).isEqualTo(200);

    assertThat(only(user, "TOKEN_EXCHANGE").detail(DETAIL)).isEqualTo("billing:read");
  }

  @Test
  void ofADevice() {
    OAuthClient television = realm.client(ClientSpec.publicClient("tv").consent().device());
    Visitor visitor = new Visitor(realm);
    DeviceCode device = television.device("openid profile:read billing:read");
    visitor.visit(device.verification()).consent().only("billing:read").grant();

    assertThat(television.poll(device)).hasScopes("openid", "billing:read");

    assertThat(only(visitor.user(), "OAUTH2_DEVICE_CODE_TO_TOKEN").detail(DETAIL))
        .isEqualTo("billing:read");
  }

  @Test
  void isSilentWhereThereIsNone() {
    Visitor visitor = new Visitor(realm);

    app.redeem(visitor.visit(app, "openid profile:read workouts:write"));

    assertThat(only(visitor.user(), "CODE_TO_TOKEN").has(DETAIL)).isFalse();
    assertThat(only(visitor.user(), "LOGIN").has(DETAIL)).as("no token yet").isFalse();
  }

  private static Event only(TestUser user, String type) {
    List<Event> events = realm.events().of(user, type);
    assertThat(events).as(type).hasSize(1);
    return events.get(0);
  }
}
