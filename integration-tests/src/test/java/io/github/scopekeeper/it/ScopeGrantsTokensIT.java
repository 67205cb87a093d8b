package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing but an access token of a user that is good here and now opens the resource. */
class ScopeGrantsTokensIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static Visitor visitor;
  private static Tokens tokens;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("keys");
    app = realm.client(ClientSpec.confidential("app").consent());
    visitor = new Visitor(realm);
    tokens = visitor.grant(app, "openid profile:read", "profile:read");
  }

  @Test
  void withoutATokenTheChallengeNamesNoError() {
    for (ScopeGrants call :
        List.of(
            ScopeGrants.anonymous(realm),
            ScopeGrants.anonymous(realm).header("Authorization", "Basic YXBwOmFwcC1zZWNyZXQ="),
            ScopeGrants.anonymous(realm).header("Authorization", "Bearer"))) {
      Rest.Answer answer = call.list();

      assertThat(answer.status()).isEqualTo(401);
      assertThat(challenge(answer)).startsWith("Bearer").doesNotContain("error");
      assertThat(answer.error()).isEqualTo("invalid_token");
    }
  }

  @Test
  void aTokenInTheAddressIsNone() {
    Rest.Answer answer =
        ScopeGrants.anonymous(realm)
            .send("GET", "?access_token=" + tokens.access(), BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void everyMethodWantsOne() {
    for (Rest.Answer answer :
        List.of(
            ScopeGrants.with(realm, "x.y.z").list(),
            ScopeGrants.with(realm, "x.y.z").ask("profile:read"),
            ScopeGrants.with(realm, "x.y.z").giveBack("profile:read"),
            ScopeGrants.with(realm, "x.y.z")
                .send("DELETE", "?scope=profile%3Aread", BodyPublishers.noBody()))) {
      assertInvalid(answer);
    }
  }

  @Test
  void garbledOnesAreNone() {
    String[] parts = tokens.access().split("\\.");
    for (String garbled :
        List.of(
            "x",
            "x".repeat(4_000),
            "..",
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + parts[2].substring(1),
            parts[0] + "." + parts[1].substring(4) + "." + parts[2],
            "eyJhbGciOiJub25lIn0." + parts[1] + ".",
            "e30." + parts[1] + "." + parts[2],
            "eyJhbGciOiJYWCJ9." + parts[1] + "." + parts[2],
            "eyJhbGciOiJIUzI1NiJ9." + parts[1] + "." + parts[2],
            "bnVsbA." + parts[1] + "." + parts[2])) {
      assertInvalid(ScopeGrants.with(realm, garbled).list());
    }
  }

  @Test
  void twoAreOneTooMany() {
    Rest.Answer answer =
        ScopeGrants.with(realm, tokens.access() + ", Bearer " + tokens.access()).list();

    assertThat(answer.status()).isBetween(400, 401);
  }

  @Test
  void neitherIdTokensNorRefreshTokensWillDo() {
    assertInvalid(ScopeGrants.with(realm, tokens.id()).list());
    assertInvalid(ScopeGrants.with(realm, tokens.refresh()).list());
    assertInvalid(ScopeGrants.with(realm, tokens.refresh()).giveBack("profile:read"));
  }

  @Test
  void aTokenOfAnotherRealmIsNone() {
    TestRealm other = TestRealm.fitness("elsewhere");
    OAuthClient client = other.client(ClientSpec.confidential("app").consent());
    Tokens theirs = new Visitor(other).grant(client, "openid profile:read", "profile:read");

    assertInvalid(ScopeGrants.with(realm, theirs).list());
    assertThat(ScopeGrants.with(other, theirs).list().status()).isEqualTo(200);
  }

  @Test
  void anExpiredOneIsNone() {
    OAuthClient hasty =
        realm.client(
            ClientSpec.confidential("hasty").consent().attribute("access.token.lifespan", "1"));
    Tokens old = new Visitor(realm).grant(hasty, "openid profile:read", "profile:read");
    Instant end = Instant.ofEpochSecond(old.claims().path("exp").asLong()).plusSeconds(1);
    await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(end));

    assertInvalid(ScopeGrants.with(realm, old).list());
  }

  @Test
  void aRevokedOneIsNone() {
    Tokens revoked = new Visitor(realm).grant(app, "openid profile:read", "profile:read");
    app.revoke(revoked.access());

    assertInvalid(ScopeGrants.with(realm, revoked).list());
  }

  @Test
  void oneOfASessionThatHasEndedIsNone() {
    Tokens ended = new Visitor(realm).grant(app, "openid profile:read", "profile:read");
    app.logout(ended);

    assertInvalid(ScopeGrants.with(realm, ended).list());
  }

  @Test
  void oneOfADisabledClientIsNone() {
    OAuthClient closed = realm.client(ClientSpec.confidential("closed").consent());
    Tokens theirs = new Visitor(realm).grant(closed, "openid profile:read", "profile:read");
    disable(realm.path("/clients/" + realm.clientUuid("closed")));

    assertInvalid(ScopeGrants.with(realm, theirs).list());
  }

  @Test
  void oneOfADisabledUserIsNone() {
    Visitor leaver = new Visitor(realm);
    Tokens theirs = leaver.grant(app, "openid profile:read", "profile:read");
    disable(realm.path("/users/" + leaver.user().id()));

    assertInvalid(ScopeGrants.with(realm, theirs).list());
  }

  private static void disable(String path) {
    ObjectNode representation = (ObjectNode) realm.admin().get(path);
    realm.admin().put(path, representation.put("enabled", false));
  }

  @Test
  void aDisabledRealmAnswersNobody() {
    TestRealm closing = TestRealm.fitness("closing");
    OAuthClient client = closing.client(ClientSpec.confidential("app").consent());
    Tokens theirs = new Visitor(closing).grant(client, "openid profile:read", "profile:read");
    disable("/" + closing.name());

    assertThat(ScopeGrants.with(closing, theirs).list().status()).isEqualTo(403);
  }

  @Test
  void aMachineHasNobodyToAsk() {
    OAuthClient machine = realm.client(ClientSpec.confidential("machine").serviceAccount());

    Rest.Answer answer = ScopeGrants.with(realm, machine.clientCredentials("profile:read")).list();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("access_denied");
  }

  @Test
  void aBoundTokenNeedsItsProof() {
    SigningKey key = SigningKey.generate();
    OAuthClient bound =
        realm
            .client(
                ClientSpec.confidential("bound")
                    .consent()
                    .attribute("dpop.bound.access.tokens", "true"))
            .provingWith(key);
    Tokens theirs = new Visitor(realm).grant(bound, "openid profile:read", "profile:read");

    assertInvalid(ScopeGrants.with(realm, theirs).list());
    Rest.Answer unproved =
        ScopeGrants.anonymous(realm).header("Authorization", "DPoP " + theirs.access()).list();
    assertThat(unproved.status()).isEqualTo(401);
    assertThat(challenge(unproved)).startsWith("DPoP");
    String address = ScopeGrants.anonymous(realm).resource().toString();
    assertThat(
            ScopeGrants.anonymous(realm)
                .header("Authorization", "DPoP " + theirs.access())
                .header("DPoP", key.proof("GET", address, theirs))
                .list()
                .status())
        .isEqualTo(200);
  }

  @Test
  void aLightweightOneIsAsGoodAsAnyOther() {
    OAuthClient light =
        realm.client(
            ClientSpec.confidential("light")
                .consent()
                .attribute("client.use.lightweight.access.token.enabled", "true"));
    Tokens theirs = new Visitor(realm).grant(light, "openid profile:read", "profile:read");

    Rest.Answer answer = ScopeGrants.with(realm, theirs).ask("profile:read", "workouts:read");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(ScopeGrants.names(answer, "granted")).containsExactly("profile:read");
    assertThat(
            ScopeGrants.with(realm, theirs).ask("profile:read").body().path("available").asText())
        .isEqualTo("true");
  }

  @Test
  void oneOfAnotherClientOpensOnlyWhatIsThatClients() {
    OAuthClient other = realm.client(ClientSpec.confidential("other").consent().audience("app"));
    Tokens theirs = visitor.grant(other, "openid email", "email");

    Rest.Answer list = ScopeGrants.with(realm, theirs).list();
    ScopeGrants.with(realm, theirs).ask(Map.of("scopes", List.of("email"), "client_id", "app"));
    ScopeGrants.with(realm, theirs).giveBack("profile:read");

    assertThat(list.body().path("client_id").asText()).isEqualTo("other");
    assertThat(ScopeGrants.scopes(list.body().path("granted"))).containsExactly("email");
    assertThat(ScopeGrants.scopes(ScopeGrants.with(realm, tokens).list().body().path("granted")))
        .containsExactly("profile:read");
  }

  private static void assertInvalid(Rest.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(401);
    assertThat(answer.error()).isEqualTo("invalid_token");
    assertThat(challenge(answer)).startsWith("Bearer").contains("error=\"invalid_token\"");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  private static String challenge(Rest.Answer answer) {
    return answer.headers().firstValue("WWW-Authenticate").orElse("");
  }
}
