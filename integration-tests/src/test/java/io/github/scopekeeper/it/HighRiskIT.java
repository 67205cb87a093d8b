package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is of high risk takes one more click, and the server insists on it. */
class HighRiskIT {
  private static final String REQUEST = "openid profile:read billing:manage admin:reports";

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("high-risk");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Nested
  class TheSecondPage {
    @Test
    void listsOnlyWhatIsOfHighRiskAndTicked() {
      Page page = first().only("profile:read", "billing:manage").grant();

      String text = page.confirmation().text();

      assertThat(text)
          .contains("Manage your billing")
          .doesNotContain("Create administrative reports");
      assertThat(page.html().select(".scope-technical code").eachText())
          .containsExactly("billing:manage");
    }

    @Test
    void leadsToTheTokenWhenConfirmed() {
      Page page = first().only("profile:read", "billing:manage").grant();

      assertThat(app.redeem(page.confirmation().confirm()))
          .hasScopes("openid", "profile:read", "billing:manage", "billing:read");
    }

    @Test
    void leadsBackWithTheTicksAsTheyWere() {
      Page page = first().only("billing:manage").grant().confirmation().back();

      assertThat(page.consent().ticked()).containsExactly("billing:manage");
      assertThat(app.redeem(page.consent().only("profile:read").grant()))
          .hasScopes("openid", "profile:read");
    }

    @Test
    void canStillBeRefused() {
      Page page = first().only("profile:read", "billing:manage").grant();

      assertThat(page.confirmation().deny().error()).isEqualTo("access_denied");
    }

    @Test
    void doesNotComeWhenNothingOfHighRiskIsTicked() {
      assertThat(first().only("profile:read").grant().isCallback()).isTrue();
    }

    @Test
    void comesForAHighRiskThatATickedScopeImplies() {
      realm.scope("billing:all", Map.of("risk", "low", "implies", "billing:manage"));
      OAuthClient sly =
          realm.client(
              ClientSpec.confidential("sly").consent().optional("billing:all", "billing:manage"));

      Page page =
          new Visitor(realm)
              .visit(sly, "openid billing:all billing:manage")
              .consent()
              .only("billing:all")
              .grant();

      assertThat(page.asksForConfirmation()).as("%s", page).isTrue();
    }

    @Test
    void doesNotComeAgainForWhatIsGranted() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(app, REQUEST).consent().only("billing:manage").grant().confirmation().confirm();

      Page page = visitor.visit(app.request("openid billing:manage").prompt("consent"));

      assertThat(page.consent().grant().isCallback()).isTrue();
    }
  }

  @Nested
  class SkippingIt {
    @Test
    void byConfirmingOnTheFirstPageGrantsNothing() {
      Visitor visitor = new Visitor(realm);
      ConsentPage page = visitor.visit(app, REQUEST).consent();

      Page next = page.forge("confirm", "billing:manage");

      assertThat(next.isCallback()).as("%s", next).isFalse();
      assertThat(realm.consents(visitor.user())).isEmpty();
    }

    @Test
    void byGrantingTwiceGrantsNothing() {
      Visitor visitor = new Visitor(realm);
      ConsentPage page = visitor.visit(app, REQUEST).consent();
      page.forge("grant", "billing:manage");

      Page next = page.forge("grant", "billing:manage");

      assertThat(next.asksForConfirmation()).as("%s", next).isTrue();
      assertThat(realm.consents(visitor.user())).isEmpty();
    }

    @Test
    void byNamingMoreWhenConfirmingAddsNothing() {
      Page page = first().only("profile:read", "billing:manage").grant();

      Page next = page.confirmation().forge("confirm", "billing:manage", "admin:reports");

      assertThat(app.redeem(next))
          .hasScopes("openid", "profile:read", "billing:manage", "billing:read");
    }

    @Test
    void byConfirmingOneAndThenTickingAnotherIsAskedAgain() {
      Page page = first().only("billing:manage").grant().confirmation().back();

      Page next = page.consent().only("admin:reports").grant();

      assertThat(next.confirmation().text()).contains("Create administrative reports");
    }
  }

  private static ConsentPage first() {
    return new Visitor(realm).visit(app, REQUEST).consent();
  }
}
