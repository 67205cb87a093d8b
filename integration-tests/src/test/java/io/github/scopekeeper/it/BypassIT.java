package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Ways past our pages that somebody has tried before. */
class BypassIT {
  private static final int PUSHED_SECONDS = 3;

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm =
        TestRealm.fitness(
            "bypass",
            json ->
                json.withObject("/attributes")
                    .put("parRequestUriLifespan", String.valueOf(PUSHED_SECONDS)));
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .optional(
                    "profile:read",
                    "profile:write",
                    "workouts:write",
                    "workouts:delete",
                    "billing:read"));
  }

  @Nested
  class StartingTheActionOneself {
    @Test
    void doesNotBringKeycloaksOwnPage() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(app, "openid billing:read").consent().deny();

      Page page =
          visitor.visit(
              app.request("openid billing:read profile:read").with("kc_action", "scope-consent"));

      assertThat(page.isStockConsent()).as("%s", page).isFalse();
      assertThat(page.consent().choices())
          .as("what was denied lately is not asked")
          .containsExactly("profile:read");
    }
  }

  @Nested
  class KeycloaksOwnConsentEndpoint {
    @Test
    void grantsNothingWhileOurPageIsOpen() {
      Visitor visitor = new Visitor(realm);
      Page ours = visitor.visit(app, "openid workouts:delete profile:read");
      String action = ours.html().selectFirst("form[method=post]").absUrl("action");
      ours.html()
          .selectFirst("form[method=post]")
          .attr("action", action.replace("/required-action", "/consent"));

      Page next = ours.consent().forge("accept", "profile:read");

      assertThat(next.isCallback() && next.callback().containsKey("code")).as("%s", next).isFalse();
      assertThat(realm.consents(visitor.user())).isEmpty();
    }
  }

  @Nested
  class ALoginThatStartsAgain {
    @Test
    void forgetsWhatTheUserBeforeHadRefused() {
      Visitor alice = new Visitor(realm);
      alice.grant(app, "openid profile:read billing:read", "profile:read");
      realm
          .admin()
          .put(
              realm.path("/users/" + alice.user().id()),
              Json.object(Map.of("requiredActions", List.of("UPDATE_PASSWORD"))));
      Browser shared = new Browser();
      Page pending = shared.open(app.request("openid billing:read")).signIn(alice.user());
      URI restart = URI.create(pending.uri().toString().replace("/required-action", "/restart"));

      TestUser bob = realm.user();
      Page page = shared.open(restart).signIn(bob);

      assertThat(app.redeem(page.consent().only("billing:read").grant()))
          .hasScopes("openid", "billing:read");
    }
  }

  @Nested
  class APushedRequest {
    @Test
    void isTakenOnceAlsoByTwoTabs() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(app.request("openid"));
      URI pushed = app.pushed(app.request("openid profile:read"));
      ConsentPage first = visitor.browser().open(pushed).consent();
      Page second = visitor.browser().open(pushed);

      assertThat(app.redeem(first.only("profile:read").grant())).isIssued();
      boolean takenAtOnce = !second.asksForConsent();
      Page again = takenAtOnce ? second : second.consent().only("profile:read").grant();

      assertThat(again.isCallback() && again.callback().containsKey("code"))
          .as("%s", again)
          .isFalse();
    }

    @Test
    void mayRunOutWhileTheUserReads() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(app.request("openid"));
      ConsentPage page =
          visitor.browser().open(app.pushed(app.request("openid profile:read"))).consent();
      long opened = System.nanoTime();

      Awaitility.await()
          .until(() -> System.nanoTime() - opened > (PUSHED_SECONDS + 1) * 1_000_000_000L);

      assertThat(app.redeem(page.only("profile:read").grant())).hasScopes("openid", "profile:read");
    }
  }

  @Nested
  class ACatalogThatGrows {
    @Test
    void doesNotTurnANoIntoAYes() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid profile:write billing:read", "profile:write");
      realm.scope("profile:write").tryChangeEntry(Map.of("implies", "profile:read##billing:read"));

      Page page = visitor.visit(app, "openid profile:write billing:read");

      assertThat(app.redeem(page))
          .as("denied within the days")
          .hasScopes("openid", "profile:write", "profile:read");
      realm.scope("profile:write").tryChangeEntry(Map.of("implies", "profile:read"));
    }

    @Test
    void doesNotConfirmAHighRiskForTheUser() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(app, "openid workouts:write", "workouts:write");
      realm
          .scope("workouts:write")
          .tryChangeEntry(Map.of("implies", "workouts:read##workouts:delete"));

      AuthorizationRequest request = app.request("openid workouts:write");
      assertThat(app.redeem(visitor.visit(request)).scopes()).doesNotContain("workouts:delete");
      Page asked = visitor.visit(app, "openid workouts:write workouts:delete");

      assertThat(asked.consent().choices()).containsExactly("workouts:delete");
      assertThat(asked.consent().only("workouts:delete").grant().asksForConfirmation()).isTrue();
      realm.scope("workouts:write").tryChangeEntry(Map.of("implies", "workouts:read"));
    }
  }
}
