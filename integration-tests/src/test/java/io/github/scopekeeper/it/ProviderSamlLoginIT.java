package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.ProviderRealm;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A scope that needs a recent login, and users who sign in through SAML with a session there. */
class ProviderSamlLoginIT {
  private static TestRealm home;
  private static ProviderRealm provider;
  private static OAuthClient client;
  private static OAuthClient portal;

  private final Browser browser = new Browser();
  private final TestUser user = provider.realm().user();

  @BeforeAll
  static void createRealms() {
    home = TestRealm.fitness("saml");
    client = home.client(ClientSpec.confidential("app").optional("workouts:delete"));
    provider = ProviderRealm.create();
    portal = provider.realm().client(ClientSpec.confidential("portal").optional());
    provider.serveSaml(home, "signed", true);
    provider.serveSaml(home, "unsigned", false);
  }

  private Page goWithASessionThere(String alias) {
    provider.linkByName(user, home, home.user(), alias);
    assertThat(browser.open(portal.request("openid")).signIn(user).isCallback()).isTrue();
    return browser.open(client.request("openid workouts:delete").with("kc_idp_hint", alias));
  }

  @Test
  void aLoginIsForcedThereAndCountsWhereTheRequestWasSigned() {
    Page page = goWithASessionThere("signed");

    assertThat(provider.shows(page) && page.asksToSignIn()).as("%s", page).isTrue();
    Tokens tokens = client.redeem(page.signIn(user));
    assertThat(tokens).hasScopes("openid", "workouts:delete");
  }

  @Test
  void aLoginIsForcedThereButDoesNotCountWhereTheBrowserCouldHaveChangedTheRequest() {
    Page page = goWithASessionThere("unsigned");

    assertThat(provider.shows(page) && page.asksToSignIn()).as("%s", page).isTrue();
    Tokens tokens = client.redeem(page.signIn(user));
    assertThat(tokens).hasScopes("openid");
  }

  @Test
  void aLoginForWhichNothingWasDemandedIsNotRecent() {
    provider.linkByName(user, home, home.user(), "signed");
    browser.open(client.request("openid").with("kc_idp_hint", "signed")).signIn(user);

    Page page = browser.open(client.request("openid workouts:delete"));

    assertThat(page.asksToSignIn()).as("%s", page).isTrue();
  }
}
