package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Tokens;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * {@code workouts:delete} needs a login of the authenticator's own age, here a few seconds; {@code
 * billing:manage} one of five minutes. Many users sign in at the start and grow stale together.
 */
class RecentAuthIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(4);
  private static final int LOGINS = 12;

  private static TestRealm realm;
  private static OAuthClient client;
  private static final Deque<Login> STALE = new ArrayDeque<>();

  private record Login(Browser browser, TestUser user, Tokens tokens) {
    Page open(String scope) {
      return browser.open(client.request(scope));
    }
  }

  @BeforeAll
  static void createRealmAndLetLoginsGrowOld() {
    realm =
        TestRealm.fitness(
            "recent",
            json ->
                ((ObjectNode) json.at("/authenticatorConfig/0/config"))
                    .put("default.max.auth.age", String.valueOf(MAX_AGE.toSeconds())));
    realm.scope("billing:manage").tryChangeEntry(Map.of("max.auth.age", "300"));
    realm.scope("workouts:admin", Map.of("implies", "workouts:delete"));
    client =
        realm.client(
            ClientSpec.confidential("app")
                .optional("profile:read", "workouts:delete", "workouts:admin", "billing:manage"));
    for (int i = 0; i < LOGINS; i++) {
      STALE.add(login());
    }
    Logins.awaitOlderThan(MAX_AGE, STALE.getLast().tokens());
  }

  private static Login login() {
    TestUser user = realm.user();
    Browser browser = new Browser();
    Page page = browser.open(client.request("openid profile:read")).signIn(user);
    return new Login(browser, user, client.redeem(page));
  }

  private static Login stale() {
    return STALE.pop();
  }

  @Nested
  class AFreshLogin {
    @Test
    void isAskedForNothing() {
      Login login = login();

      Page page = login.open("openid billing:manage");

      assertThat(client.redeem(page)).hasScopes("openid", "billing:manage");
    }

    @Test
    void isAskedForNothingBehindTheUsersBackEither() {
      Login login = login();

      Page page = login.browser().open(client.request("openid billing:manage").prompt("none"));

      assertThat(page.error()).isNull();
    }

    @Test
    void isOldWhereTheClientWantsANewerOne() {
      Login login = stale();

      Page page = login.browser().open(client.request("openid billing:manage").maxAge(1));

      assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    }
  }

  @Nested
  class AStaleLogin {
    @Test
    void costsNothingForOtherScopes() {
      Page page = stale().open("openid profile:read");

      assertThat(client.redeem(page)).hasScopes("openid", "profile:read");
    }

    @Test
    void isRenewedByTheSameUser() {
      Login login = stale();

      Page page = login.open("openid workouts:delete");
      assertThat(page.asksToSignIn()).as("%s", page).isTrue();
      Tokens tokens = client.redeem(page.signIn(login.user()));

      assertThat(tokens).hasScopes("openid", "workouts:delete");
      assertThat(tokens.authTime()).isAfter(login.tokens().authTime());
      assertThat(tokens.claims().path("sub")).isEqualTo(login.tokens().claims().path("sub"));
    }

    @Test
    void cannotBecomeSomebodyElse() {
      Login login = stale();
      TestUser other = realm.user();

      Page page = login.open("openid workouts:delete").signIn(other);

      assertThat(page.isCallback()).as("%s", page).isFalse();
    }

    @Test
    void isRenewedForAScopeThatImpliesOne() {
      Page page = stale().open("openid workouts:admin");

      assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    }

    @Test
    void isRenewedForTheStrictestOfSeveralScopes() {
      Page page = stale().open("openid billing:manage workouts:delete profile:read");

      assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    }

    @Test
    void answersLoginRequiredWhenNothingMayBeAsked() {
      Login login = stale();

      Page page = login.browser().open(client.request("openid workouts:delete").prompt("none"));

      assertThat(page.error()).isEqualTo("login_required");
    }

    @Test
    void isNotRenewedByAClientThatAllowsAnOlderOne() {
      Login login = stale();

      Page page = login.browser().open(client.request("openid workouts:delete").maxAge(9999));

      assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    }

    @Test
    void isRenewedForAPushedRequest() {
      Login login = stale();

      Page page = login.browser().open(client.pushed(client.request("openid workouts:delete")));
      assertThat(page.asksToSignIn()).as("%s", page).isTrue();

      assertThat(client.redeem(page.signIn(login.user()))).hasScopes("openid", "workouts:delete");
    }

    @Test
    void isRenewedForARequestObject() {
      Login login = stale();

      Page page = login.browser().open(client.request("openid workouts:delete").asRequestObject());
      assertThat(page.asksToSignIn()).as("%s", page).isTrue();

      assertThat(client.redeem(page.signIn(login.user()))).hasScopes("openid", "workouts:delete");
    }
  }
}
