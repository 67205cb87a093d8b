package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One permission is taken back: the app's refresh tokens go on with the rest. */
class TakenBackRefreshIT {
  private static final String[] TWO = {"profile:read", "billing:read"};

  private static TestRealm realm;
  private static OAuthClient app;

  /** Who takes {@code billing:read} back, and how. */
  enum Way {
    THE_USER_LOOKS_AGAIN {
      @Override
      void takeBack(Visitor visitor, Tokens tokens) {
        Page page = visitor.visit(app.request("openid " + String.join(" ", TWO)).prompt("consent"));
        page.consent().untick("billing:read").grant();
      }
    },
    THE_APP_GIVES_IT_BACK {
      @Override
      void takeBack(Visitor visitor, Tokens tokens) {
        giveBack(tokens, "billing:read");
      }
    };

    abstract void takeBack(Visitor visitor, Tokens tokens);
  }

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("taken-back");
    app = realm.client(ClientSpec.confidential("app").consent().audience("app"));
  }

  @ParameterizedTest
  @EnumSource
  void aRefreshGoesOnWithTheRest(Way way) {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid profile:read billing:read", TWO);

    way.takeBack(visitor, tokens);

    Tokens refreshed = app.refresh(tokens);
    assertThat(refreshed).hasScopes("openid", "profile:read");
    assertThat(Tokens.scopes(app.introspect(refreshed.access()).path("scope").asText()))
        .containsExactlyInAnyOrder("openid", "profile:read");
    assertThat(app.refresh(refreshed)).as("again").hasScopes("openid", "profile:read");
    assertThat(app.refresh(tokens)).as("the older one too").hasScopes("openid", "profile:read");
  }

  @ParameterizedTest
  @EnumSource
  void anOfflineTokenGoesOnToo(Way way) {
    Visitor visitor = new Visitor(realm);
    Tokens tokens =
        visitor.grant(
            app,
            "openid profile:read billing:read offline_access",
            "profile:read",
            "billing:read",
            "offline_access");

    way.takeBack(visitor, tokens);

    Tokens refreshed = app.refresh(tokens);
    assertThat(refreshed).hasScopes("openid", "profile:read", "offline_access");
    assertThat(app.refresh(refreshed)).hasScopes("openid", "profile:read", "offline_access");
  }

  @ParameterizedTest
  @EnumSource
  void aNarrowedRefreshGoesOnToo(Way way) {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid profile:read billing:read", TWO);

    way.takeBack(visitor, tokens);

    assertThat(app.refresh(tokens, "openid profile:read")).hasScopes("openid", "profile:read");
    assertThat(app.refresh(tokens, "openid profile:read billing:read"))
        .hasScopes("openid", "profile:read");
  }

  @ParameterizedTest
  @EnumSource
  void theNextRequestDoesNotMergeIt(Way way) {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid profile:read billing:read", TWO);

    way.takeBack(visitor, tokens);

    assertThat(app.redeem(visitor.visit(app.request("openid").includeGranted())))
        .hasScopes("openid", "profile:read");
  }

  @Test
  void whatIncludesItAndWhatItAloneIncludedGoWithIt() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens =
        visitor.grant(
            app,
            "openid workouts:write appointments:manage",
            "workouts:write",
            "appointments:manage");

    giveBack(tokens, "workouts:write");
    assertThat(app.refresh(tokens)).hasScopes("openid", "appointments:manage", "appointments:read");
    giveBack(tokens, "appointments:read");
    assertThat(app.refresh(tokens)).hasScopes("openid");
  }

  @Test
  void whatElseTheSessionHoldsIsLeftAlone() {
    OAuthClient other = realm.client(ClientSpec.confidential("other").consent());
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "openid profile:read billing:read", TWO);
    Tokens others = visitor.grant(other, "openid profile:read billing:read", TWO);

    giveBack(tokens, "billing:read");

    assertThat(other.refresh(others)).hasScopes("openid", "profile:read", "billing:read");
  }

  @Test
  void whereNothingIsLeftTheAnswerIsKeycloaksOwn() {
    Visitor visitor = new Visitor(realm);
    Tokens tokens = visitor.grant(app, "billing:read", "billing:read");

    giveBack(tokens, "billing:read");

    assertThat(app.refresh(tokens)).isRefused("invalid_scope");
  }

  private static void giveBack(Tokens tokens, String scope) {
    URI grant = URI.create(realm.url() + "/scope-grants/" + Rest.segment(scope));
    Rest.Answer answer = Rest.delete(grant, tokens);
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }
}
