package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code prompt=consent}: the user looks again at what was granted before. */
class PromptConsentIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("prompt");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Test
  void showsGrantedScopesTicked() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read", "profile:read");

    ConsentPage page =
        visitor
            .visit(app.request("openid profile:read billing:manage").prompt("consent"))
            .consent();

    assertThat(page.choices()).containsExactlyInAnyOrder("profile:read", "billing:manage");
    assertThat(page.ticked()).containsExactly("profile:read");
  }

  @Test
  void endsWithOurPageAndNotKeycloaksToo() {
    Page page = new Visitor(realm).visit(app.request("openid profile:read").prompt("consent"));

    assertThat(app.redeem(page.consent().grant())).hasScopes("openid", "profile:read");
  }

  @Test
  void takesBackWhatIsUnticked() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read", "billing:read");

    Page page = visitor.visit(app.request("openid profile:read billing:read").prompt("consent"));
    Tokens tokens = app.redeem(page.consent().untick("billing:read").grant());

    assertThat(tokens).hasScopes("openid", "profile:read");
    assertThat(app.refresh(tokens)).hasScopes("openid", "profile:read");
  }

  @Test
  void leavesWhatAnotherGrantedScopeIncludes() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid workouts:write profile:read", "workouts:write", "profile:read");

    Page page = visitor.visit(app.request("openid workouts:read profile:read").prompt("consent"));
    Tokens tokens = app.redeem(page.consent().untick("workouts:read").grant());

    assertThat(tokens).hasScopes("openid", "workouts:read", "profile:read");
    assertThat(app.redeem(visitor.visit(app, "openid workouts:write")))
        .hasScopes("openid", "workouts:write", "workouts:read");
  }
}
