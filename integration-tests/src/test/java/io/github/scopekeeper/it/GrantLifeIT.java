package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens around a grant while it is there, and who may look at it. */
class GrantLifeIT {
  private static final String QUERY = "grant_management_query";
  private static final SigningKey KEY = SigningKey.generate();

  private static TestRealm realm;
  private static OAuthClient app;
  private static GrantsEndpoint grants;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("grant-life");
    GrantsEndpoint.offerScopes(realm);
    app = realm.client(GrantsEndpoint.manager("app").key(KEY));
    grants = new GrantsEndpoint(realm, app);
  }

  @Nested
  class WhatTheUserTakesBack {
    @Test
    void isInTheGrantNoMore() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = GrantsEndpoint.create(app, visitor, "profile:read", "billing:read");
      URI billing = URI.create(realm.url() + "/scope-grants/" + Rest.segment("billing:read"));
      assertThat(Rest.delete(billing, tokens).status()).isEqualTo(200);

      assertThat(grants.scopesOf(tokens.grantId())).containsExactly("profile:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
    }

    @Test
    void isNotMergedBackIn() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = GrantsEndpoint.create(app, visitor, "profile:read", "billing:read");
      Page again = visitor.visit(app.request("openid profile:read billing:read").prompt("consent"));
      again.consent().untick("billing:read").grant();

      Page page =
          visitor.visit(
              GrantsEndpoint.action(app, "openid workouts:read", "merge")
                  .with("grant_id", tokens.grantId()));

      assertThat(app.redeem(page.consent().only("workouts:read").grant()))
          .hasScopes("openid", "profile:read", "workouts:read");
      assertThat(grants.scopesOf(tokens.grantId()))
          .containsExactlyInAnyOrder("profile:read", "workouts:read");
    }
  }

  @Nested
  class ARefresh {
    @Test
    void thatIsNarrowedDoesNotNarrowTheGrant() {
      Tokens tokens =
          GrantsEndpoint.create(app, new Visitor(realm), "profile:read", "billing:read");

      assertThat(app.refresh(tokens, "openid profile:read")).hasScopes("openid", "profile:read");

      assertThat(grants.scopesOf(tokens.grantId()))
          .containsExactlyInAnyOrder("profile:read", "billing:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void afterAMergeElsewhereKeepsToItsOwnToken() {
      Visitor visitor = new Visitor(realm);
      Tokens first = GrantsEndpoint.create(app, visitor, "profile:read");
      visitor
          .visit(
              GrantsEndpoint.action(app, "openid billing:read", "merge")
                  .with("grant_id", first.grantId()))
          .consent()
          .only("billing:read")
          .grant();

      assertThat(app.refresh(first)).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class WhoeverIsGone {
    @Test
    void leavesNoGrantWhenItIsAUser() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = GrantsEndpoint.create(app, visitor, "profile:read");

      realm.admin().delete(realm.path("/users/" + visitor.user().id()));

      assertThat(grants.get(tokens.grantId(), app.clientCredentials(QUERY)).status())
          .isEqualTo(404);
    }

    @Test
    void isInNoGrantWhenItIsAScope() {
      realm.scope("passing:read", Map.of("risk", "low"));
      OAuthClient passing =
          realm.client(
              GrantsEndpoint.manager("passing").optional("profile:read", "passing:read", QUERY));
      Tokens tokens =
          GrantsEndpoint.create(passing, new Visitor(realm), "profile:read", "passing:read");

      realm.scope("passing:read").delete();

      assertThat(new GrantsEndpoint(realm, passing).scopesOf(tokens.grantId()))
          .containsExactly("profile:read");
      assertThat(passing.refresh(tokens)).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class WhoLooks {
    @Test
    void mayBeTheUserAtTheirOwnAndNoOther() {
      Visitor alice = new Visitor(realm);
      Tokens hers = GrantsEndpoint.create(app, alice, "profile:read");
      Tokens query = app.redeem(alice.visit(app, "openid " + QUERY));
      Tokens foreign = app.redeem(new Visitor(realm).visit(app, "openid " + QUERY));

      assertThat(grants.get(hers.grantId(), query).status()).isEqualTo(200);
      assertThat(grants.get(hers.grantId(), foreign).status()).isIn(403, 404);
    }

    @Test
    void needsAnAccessToken() {
      Tokens tokens = GrantsEndpoint.create(app, new Visitor(realm), "profile:read");

      for (String bearer : new String[] {"garbage", tokens.refresh(), tokens.id()}) {
        Tokens bad = new Tokens(200, Json.object(Map.of("access_token", bearer)));
        assertThat(grants.get(tokens.grantId(), bad).status()).isEqualTo(401);
      }
    }

    @Test
    void isNotSentAnythingThatACacheKeeps() {
      Tokens tokens = GrantsEndpoint.create(app, new Visitor(realm), "profile:read");

      Rest.Answer answer = grants.get(tokens.grantId(), app.clientCredentials(QUERY));

      assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0000b", "../../etc", "%00", "' or 1=1 --"})
  void anIdThatIsNoneIsUnknownAndNoMore(String id) {
    AuthorizationRequest merge =
        GrantsEndpoint.action(app, "openid billing:read", "merge").with("grant_id", id);

    Page page = new Visitor(realm).visit(merge.asRequestObject(KEY));

    assertThat(page.error()).isIn("invalid_grant_id", "invalid_request");
  }

  @Test
  void anIdThatIsTooLongIsUnknownAndNoMore() {
    AuthorizationRequest merge =
        GrantsEndpoint.action(app, "openid billing:read", "merge")
            .with("grant_id", "x".repeat(1_500));

    assertThat(new Visitor(realm).visit(merge).error()).isIn("invalid_grant_id", "invalid_request");
    assertThat(grants.get("x".repeat(1_500), app.clientCredentials(QUERY)).status()).isEqualTo(404);
  }
}
