package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown as an existing grant and is none: {@code invalid_grant}, and no tokens. */
class ExistingGrantRefusedIT {
  private static final int SHORT_SECONDS = 3;

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("existing-refused");
    app = realm.client(ClientSpec.publicClient("app").consent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", " "})
  void whatIsNoTokenAtAll(String shown) {
    assertRefused(new Visitor(realm), shown);
  }

  @Test
  void anAccessTokenOrAnIdToken() {
    Visitor visitor = new Visitor(realm);
    Tokens first = visitor.grant(app, "openid profile:read", "profile:read");

    assertRefused(visitor, first.access());
    assertRefused(visitor, first.id());
  }

  @Test
  void aTokenThatSomebodyHasChanged() {
    Visitor visitor = new Visitor(realm);
    String token = visitor.grant(app, "openid profile:read", "profile:read").refresh();
    String[] parts = token.split("\\.");

    assertRefused(visitor, parts[0] + "." + parts[1] + ".");
    assertRefused(visitor, "eyJhbGciOiJub25lIn0." + parts[1] + ".");
  }

  @Test
  void anotherClientsToken() {
    OAuthClient other = realm.client(ClientSpec.publicClient("other").consent());
    Visitor visitor = new Visitor(realm);
    Tokens theirs = visitor.grant(other, "openid profile:read", "profile:read");

    assertRefused(visitor, theirs.refresh());
  }

  @Test
  void anotherUsersToken() {
    Tokens theirs = new Visitor(realm).grant(app, "openid profile:read", "profile:read");

    assertRefused(new Visitor(realm), theirs.refresh());
  }

  @Test
  void anotherRealmsToken() {
    TestRealm elsewhere = TestRealm.fitness("existing-elsewhere");
    OAuthClient sameName = elsewhere.client(ClientSpec.publicClient("app").consent());
    Tokens theirs = new Visitor(elsewhere).grant(sameName, "openid profile:read", "profile:read");

    assertRefused(new Visitor(realm), theirs.refresh());
  }

  @Nested
  class WhatHasEnded {
    @Test
    void aTokenOfASessionThatTheUserHasLeft() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");
      assertThat(app.logout(first)).isEqualTo(204);

      assertRefused(visitor, first.refresh());
    }

    @Test
    void aTokenOfASessionThatAnAdminHasEnded() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");
      realm.admin().post(realm.path("/users/" + visitor.user().id() + "/logout"), null);

      assertRefused(visitor, first.refresh());
    }

    @Test
    void aTokenThatTheAppHasRevoked() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");
      assertThat(app.revoke(first.refresh())).isEqualTo(200);

      assertRefused(visitor, first.refresh());
    }

    @Test
    void aTokenThatHasExpired() {
      OAuthClient brief =
          realm.client(
              ClientSpec.publicClient("brief")
                  .consent()
                  .attribute("client.session.idle.timeout", String.valueOf(SHORT_SECONDS))
                  .attribute("client.session.max.lifespan", String.valueOf(SHORT_SECONDS)));
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(brief, "openid profile:read", "profile:read");
      Instant end = Instant.now().plusSeconds(SHORT_SECONDS + 1);
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Instant.now().isAfter(end));

      Page page =
          visitor.visit(brief, "openid billing:read").consent().only("billing:read").grant();

      assertThat(brief.redeemWithGrant(page, first.refresh())).isRefused("invalid_grant");
    }

    @Test
    void aTokenOlderThanTheAdminAllows() {
      OAuthClient renewed = realm.client(ClientSpec.publicClient("renewed").consent());
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(renewed, "openid profile:read", "profile:read");
      long notBefore = first.issuedAt().getEpochSecond() + 1;
      Awaitility.await().until(() -> Instant.now().getEpochSecond() > notBefore);
      String path = realm.path("/clients/" + realm.clientUuid("renewed"));
      ObjectNode representation = (ObjectNode) realm.admin().get(path);
      realm.admin().put(path, representation.put("notBefore", notBefore));
      Page page = visitor.visit(renewed.request("openid billing:read").prompt("login consent"));
      Page asked = page.asksToSignIn() ? page.signIn(visitor.user()) : page;

      Page end = asked.consent().only("billing:read").grant();

      assertThat(renewed.redeemWithGrant(end, first.refresh())).isRefused("invalid_grant");
    }

    @Test
    void aTokenOfAUserWhoIsDisabledHasNoCodeToGoWithIt() {
      Visitor visitor = new Visitor(realm);
      Tokens first = visitor.grant(app, "openid profile:read", "profile:read");
      Page page = more(visitor);
      realm.admin().put(realm.path("/users/" + visitor.user().id()), Map.of("enabled", false));

      assertThat(app.redeemWithGrant(page, first.refresh())).isRefused("invalid_grant");
    }
  }

  private static void assertRefused(Visitor visitor, String shown) {
    Tokens tokens = app.redeemWithGrant(more(visitor), shown);

    assertThat(tokens).isRefused("invalid_grant");
    assertThat(tokens.body().has("access_token")).isFalse();
    assertThat(tokens.status()).isEqualTo(400);
    assertThat(tokens.body().toString()).as("nothing of it is echoed").doesNotContain("eyJ");
  }

  private static Page more(Visitor visitor) {
    Page page = visitor.visit(app, "openid billing:read");
    return page.isCallback() ? page : page.consent().only("billing:read").grant();
  }
}
