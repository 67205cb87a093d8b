package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.Jwt;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to more than was granted, by way of what was granted. */
class IncrementalBypassIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("incremental-bypass");
    app = realm.client(ClientSpec.confidential("app").consent().hybrid().directGrants());
  }

  @Nested
  class Prompts {
    @Test
    void whatIsNewIsNotHadBehindTheUsersBack() {
      Visitor visitor = granted("profile:read");

      Page page = visitor.visit(app.request("openid billing:read").includeGranted().prompt("none"));

      assertThat(page.error()).isEqualTo("interaction_required");
    }

    @Test
    void whatTheUserUnticksIsNotMergedBackIn() {
      Visitor visitor = granted("profile:read", "billing:read");

      Page page =
          visitor.visit(
              app.request("openid profile:read billing:read").includeGranted().prompt("consent"));
      Tokens tokens = app.redeem(page.consent().untick("billing:read").grant());

      assertThat(tokens).hasScopes("openid", "profile:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class ALoginThatStartsAgain {
    @Test
    void mergesWhatTheUserHasWhoSignsInAtLast() {
      Visitor alice = granted("profile:read", "billing:read");
      Visitor bob = granted("appointments:read");
      realm
          .admin()
          .put(
              realm.path("/users/" + alice.user().id()),
              Json.object(Map.of("requiredActions", List.of("UPDATE_PASSWORD"))));
      Browser shared = new Browser();
      Page pending = shared.open(app.request("openid").includeGranted()).signIn(alice.user());
      URI restart = URI.create(pending.uri().toString().replace("/required-action", "/restart"));

      Page page = shared.open(restart).signIn(bob.user());

      assertThat(app.redeem(page)).hasScopes("openid", "appointments:read");
    }
  }

  @Nested
  class TheFrontChannel {
    @Test
    void carriesTheSameAsTheBackChannel() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:read billing:read", "profile:read");

      Page page =
          visitor.visit(app.request("openid").includeGranted().responseType("code id_token token"));

      assertThat(
              Tokens.scopes(Jwt.claims(page.callback().get("access_token")).path("scope").asText()))
          .containsExactlyInAnyOrder("openid", "profile:read");
      assertThat(Tokens.scopes(page.callback().get("scope"))).doesNotContain("billing:read");
      assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class ACatalogThatGrows {
    @Test
    void doesNotMergeWhatWasDeniedOrNeverConfirmed() {
      realm.scope("club:join", Map.of("risk", "low"));
      OAuthClient club =
          realm.client(
              ClientSpec.confidential("club")
                  .consent()
                  .optional("club:join", "billing:read", "workouts:delete"));
      Visitor visitor = new Visitor(realm);
      visitor.grant(club, "openid club:join billing:read", "club:join");
      realm.scope("club:join").tryChangeEntry(Map.of("implies", "billing:read##workouts:delete"));

      Page page = visitor.visit(club.request("openid").includeGranted());

      assertThat(club.redeem(page)).hasScopes("openid", "club:join");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none"})
    void mergesWhatItGrewWithoutAPage(String prompt) {
      String growing = "gym:visit" + prompt;
      realm.scope(growing, Map.of("risk", "low"));
      OAuthClient gym =
          realm.client(
              ClientSpec.confidential("gym" + prompt).consent().optional(growing, "workouts:read"));
      Visitor visitor = new Visitor(realm);
      visitor.grant(gym, "openid " + growing, growing);
      realm.scope(growing).tryChangeEntry(Map.of("implies", "workouts:read"));

      Page page = visitor.visit(gym.request("openid").includeGranted().with("prompt", prompt));

      assertThat(gym.redeem(page)).hasScopes("openid", growing, "workouts:read");
    }
  }

  @Nested
  class ADevice {
    @Test
    void thatIsPublicMergesNothing() {
      OAuthClient television =
          realm.client(ClientSpec.publicClient("television").consent().device());
      Visitor visitor = new Visitor(realm);
      visitor.grant(television, "openid profile:read", "profile:read");
      DeviceCode device =
          television.device("openid billing:read", Map.of("include_granted_scopes", "true"));

      URI crafted = URI.create(device.verification() + "&include_granted_scopes=true");
      visitor.browser().open(crafted).consent().only("billing:read").grant();

      assertThat(television.poll(device)).hasScopes("openid", "billing:read");
    }
  }

  @Nested
  class OtherGrantTypes {
    @Test
    void takeNoExistingGrant() {
      Visitor visitor = new Visitor(realm);
      Tokens narrow = visitor.grant(app, "openid profile:read", "profile:read");
      Tokens wide = visitor.grant(app, "openid billing:read", "billing:read");

      Tokens refreshed =
          app.token(
              "refresh_token",
              Map.of("refresh_token", narrow.refresh(), "existing_grant", wide.refresh()));

      assertThat(refreshed.scopes()).doesNotContain("billing:read");
    }

    @Test
    void takeNoParameterOfTheAuthorizationRequest() {
      Visitor visitor = new Visitor(realm);
      Tokens narrow = visitor.grant(app, "openid profile:read", "profile:read");
      visitor.grant(app, "openid billing:read", "billing:read");

      Tokens refreshed =
          app.token(
              "refresh_token",
              Map.of("refresh_token", narrow.refresh(), "include_granted_scopes", "true"));

      assertThat(refreshed).hasScopes("openid", "profile:read");
    }
  }

  private static Visitor granted(String... scopes) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid " + String.join(" ", scopes), scopes);
    return visitor;
  }
}
