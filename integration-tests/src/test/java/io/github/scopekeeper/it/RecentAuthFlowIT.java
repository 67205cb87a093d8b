package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.FlowEditor;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Browser flows with our step as admins build them in the console, click by click. */
class RecentAuthFlowIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(2);

  private final TestRealm realm = TestRealm.plain("flow");
  private final OAuthClient client = client();
  private final TestUser user = realm.user();
  private final Browser browser = new Browser();

  private OAuthClient client() {
    String age = String.valueOf(MAX_AGE.toSeconds());
    realm.scope("purge", Map.of("requires.reauth", "true", "max.auth.age", age));
    return realm.client(ClientSpec.confidential("app").optional("purge"));
  }

  @Test
  void aCopyOfTheBrowserFlowWithTheStepOnTopLetsUsersInAndProtectsTheScope() {
    FlowEditor flow = FlowEditor.copyOfBrowserFlow(realm, "step on top");
    flow.require(flow.addStep("recent-auth"));
    flow.moveToTop("recent-auth");
    flow.bind();

    assertThat(signInAndGrowOld()).hasScopes("openid", "purge");
    assertThat(realm.server().log())
        .contains("Realm %s, authentication flow \"step on top\"".formatted(realm.name()))
        .contains("move everything but the step into one sub-flow");
    assertNeedsANewLogin();
  }

  @Test
  void theFlowOfTheReadmeAsksForARecentLogin() {
    FlowEditor flow = FlowEditor.create(realm, "browser with recent login");
    flow.require(flow.addStep("recent-auth"));
    flow.require(flow.addSubFlow("sign in"));
    flow.alternative(flow.addStep("sign in", "auth-cookie"));
    flow.alternative(flow.addStep("sign in", "identity-provider-redirector"));
    flow.alternative(flow.addStep("sign in", "auth-username-password-form"));
    flow.bind();

    assertThat(signInAndGrowOld()).hasScopes("openid", "purge");
    assertThat(realm.server().log())
        .doesNotContain("Realm %s, authentication flow".formatted(realm.name()));
    assertNeedsANewLogin();
  }

  private Tokens signInAndGrowOld() {
    Page page = browser.open(client.request("openid purge"));
    assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    Tokens tokens = client.redeem(page.signIn(user));
    Logins.awaitOlderThan(MAX_AGE, tokens);
    assertThat(client.refresh(tokens)).hasScopes("openid");
    return tokens;
  }

  private void assertNeedsANewLogin() {
    Page other = browser.open(client.request("openid"));
    assertThat(client.redeem(other)).hasScopes("openid");

    Page page = browser.open(client.request("openid purge"));
    assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    assertThat(client.redeem(page.signIn(user))).hasScopes("openid", "purge");
  }
}
