package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Logins;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Earlier grants that need a recent login never force one; a new wish for one does. Many users
 * grant at the start and grow stale together.
 */
class IncrementalLoginIT {
  private static final Duration MAX_AGE = Duration.ofSeconds(3);

  private static final int VISITORS = 7;

  private static TestRealm realm;
  private static OAuthClient app;
  private static final Deque<Visitor> STALE = new ArrayDeque<>();
  private static Visitor staleAdmin;

  @BeforeAll
  static void createRealmAndLetLoginsGrowOld() {
    realm = TestRealm.fitness("incremental-login");
    Map<String, String> recent =
        Map.of(
            "risk", "low",
            "requires.reauth", "true",
            "max.auth.age", String.valueOf(MAX_AGE.toSeconds()));
    realm.scope("vault:read", recent);
    realm.scope("vault:write", recent);
    realm.scope("vault:admin", Map.of("risk", "low", "implies", "vault:read"));
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .optional(
                    "profile:read", "billing:read", "vault:read", "vault:write", "vault:admin"));
    for (int i = 0; i < VISITORS; i++) {
      STALE.add(new Visitor(realm));
      grant(STALE.getLast(), "vault:read");
    }
    staleAdmin = new Visitor(realm);
    Logins.awaitOlderThan(MAX_AGE, grant(staleAdmin, "vault:admin"));
  }

  private static Tokens grant(Visitor visitor, String scope) {
    return visitor.grant(app, "openid profile:read " + scope, "profile:read", scope);
  }

  /** Somebody who granted {@code profile:read} and {@code vault:read}, and then went for a walk. */
  private static Visitor stale() {
    return STALE.pop();
  }

  @Test
  void aStaleGrantIsLeftOutWithoutALogin() {
    Visitor visitor = stale();

    Page page = visitor.visit(app.request("openid billing:read").includeGranted());
    assertThat(page.asksForConsent()).as("%s", page).isTrue();

    assertThat(app.redeem(page.consent().only("billing:read").grant()))
        .hasScopes("openid", "profile:read", "billing:read");
  }

  @Test
  void aStaleGrantIsLeftOutBehindTheUsersBackToo() {
    Visitor visitor = stale();

    Page page = visitor.browser().open(app.request("openid").includeGranted().prompt("none"));

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
  }

  @Test
  void aGrantThatImpliesAStaleOneIsLeftOutToo() {
    Page page = staleAdmin.browser().open(app.request("openid").includeGranted());

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
  }

  @Test
  void aFreshLoginBringsItBackIntoTheSameTokens() {
    Visitor visitor = stale();
    Tokens without = app.redeem(visitor.browser().open(app.request("openid").includeGranted()));
    assertThat(without).hasScopes("openid", "profile:read");

    Page login = visitor.visit(app.request("openid").prompt("login"));
    assertThat(app.redeem(login)).hasScopes("openid");

    assertThat(app.refresh(without)).hasScopes("openid", "profile:read", "vault:read");
  }

  @Test
  void aFreshLoginBringsItBackIntoNewTokens() {
    Visitor visitor = stale();
    visitor.visit(app.request("openid").prompt("login"));

    Page page = visitor.browser().open(app.request("openid").includeGranted());

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read", "vault:read");
  }

  @Test
  void aNewWishForALoginIsOneForAllOfThem() {
    Visitor visitor = stale();

    Page page = visitor.browser().open(app.request("openid vault:write").includeGranted());
    assertThat(page.asksToSignIn()).as("%s", page).isTrue();
    Page end = page.signIn(visitor.user()).consent().only("vault:write").grant();

    assertThat(app.redeem(end)).hasScopes("openid", "profile:read", "vault:read", "vault:write");
  }

  @Test
  void aStaleGrantThatIsAskedForByNameIsRenewed() {
    Visitor visitor = stale();

    Page page = visitor.browser().open(app.request("openid vault:read").includeGranted());
    assertThat(page.asksToSignIn()).as("%s", page).isTrue();

    assertThat(app.redeem(page.signIn(visitor.user())))
        .hasScopes("openid", "profile:read", "vault:read");
  }

  @Test
  void aNewWishBehindTheUsersBackIsLoginRequired() {
    Visitor visitor = stale();

    Page page =
        visitor.browser().open(app.request("openid vault:read").includeGranted().prompt("none"));

    assertThat(page.error()).isEqualTo("login_required");
  }
}
