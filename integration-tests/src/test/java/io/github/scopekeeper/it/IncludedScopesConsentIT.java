package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an answer means for the scopes that a shown one includes. */
class IncludedScopesConsentIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient television;

  private Visitor visitor;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("included");
    realm.scope("x:end", Map.of("risk", "low"));
    realm.scope("x:high", Map.of("risk", "high"));
    realm.scope("x:mid", Map.of("risk", "low", "implies", "x:end"));
    realm.scope("x:top", Map.of("risk", "medium"));
    String[] scopes = {"x:top", "x:mid", "x:end", "x:high"};
    app = realm.client(ClientSpec.confidential("app").consent().optional(scopes));
    television =
        realm.client(ClientSpec.publicClient("television").consent().device().optional(scopes));
  }

  @BeforeEach
  void startOver() {
    include("");
    realm.scope("x:high").tryChangeEntry(Map.of("implies", ""));
    visitor = new Visitor(realm);
  }

  private static void include(String scope) {
    realm.scope("x:top").tryChangeEntry(Map.of("implies", scope));
  }

  @Nested
  class AHighRiskThatMovedIn {
    @Test
    void isNotGrantedByLookingAgainAtWhatWasGranted() {
      visitor.grant(app, "openid x:top", "x:top");
      include("x:high");

      ConsentPage page = visitor.visit(app.request("openid x:top").prompt("consent")).consent();

      assertThat(page.includes("x:top")).doesNotContain("x:high");
      assertThat(app.redeem(page.grant())).hasScopes("openid", "x:top");
      assertThat(realm.storedConsent(visitor.user(), "app")).containsExactly("x:top");
    }

    @Test
    void isNotGrantedOnTheDevicesPageEither() {
      visitor
          .visit(television.device("openid x:top").verification())
          .consent()
          .only("x:top")
          .grant();
      include("x:high");
      DeviceCode again = television.device("openid x:top");

      visitor.visit(again.verification()).consent().grant();

      assertThat(television.poll(again)).hasScopes("openid", "x:top");
      assertThat(realm.storedConsent(visitor.user(), "television")).containsExactly("x:top");
    }

    @Test
    void isConfirmedByNameWhereItComesWithANewPermission() {
      include("x:high");

      ConsentPage page = visitor.visit(app, "openid x:top").consent();
      assertThat(page.includes("x:top")).contains("x:high");
      Page confirmation = page.only("x:top").grant();

      assertThat(confirmation.html().select(".scope-technical code").eachText())
          .containsExactly("x:high");
      assertThat(app.redeem(confirmation.confirmation().confirm()))
          .hasScopes("openid", "x:top", "x:high");
    }
  }

  @Nested
  class ADenial {
    @Test
    void outlastsLookingAgainAtWhatWasGranted() {
      visitor.grant(app, "openid x:top x:end", "x:top");
      include("x:end");

      ConsentPage page = visitor.visit(app.request("openid x:top").prompt("consent")).consent();

      assertThat(page.includes("x:top")).doesNotContain("x:end");
      assertThat(app.redeem(page.grant())).hasScopes("openid", "x:top");
      assertThat(app.redeem(visitor.visit(app, "openid x:top x:end")))
          .as("still denied, and not asked within the days")
          .hasScopes("openid", "x:top");
    }

    @Test
    void isOverturnedWhereThePageSaysThatTheNewPermissionIncludesIt() {
      visitor.visit(app, "openid x:end").consent().deny();
      include("x:end");

      ConsentPage page = visitor.visit(app, "openid x:top").consent();

      assertThat(page.includes("x:top")).contains("x:end");
      assertThat(page.ticked()).as("left to the user").isEmpty();
      assertThat(app.redeem(page.only("x:top").grant())).hasScopes("openid", "x:top", "x:end");
    }
  }

  @Nested
  class AChainThroughADenial {
    @Test
    void endsThere() {
      Tokens tokens = visitor.grant(app, "openid x:top x:mid", "x:top");
      include("x:mid");

      assertThat(app.refresh(tokens)).hasScopes("openid", "x:top");
      assertThat(app.redeem(visitor.visit(app, "openid x:top"))).hasScopes("openid", "x:top");
      assertThat(visitor.visit(app, "openid x:top x:end").consent().choices())
          .containsExactly("x:end");
      assertThat(realm.storedConsent(visitor.user(), "app")).containsExactly("x:top");
    }

    @Test
    void endsAtAHighRiskThatNobodyHasConfirmed() {
      realm.scope("x:high").tryChangeEntry(Map.of("implies", "x:end"));
      visitor.grant(app, "openid x:top", "x:top");
      include("x:high");

      assertThat(app.redeem(visitor.visit(app, "openid x:top"))).hasScopes("openid", "x:top");
    }
  }
}
