package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import io.github.scopekeeper.it.support.Visitor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two tabs wait for a password, one user signs in in the first, another one in the second. */
class AnotherUserIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient trusted;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("another-user");
    app = realm.client(ClientSpec.confidential("app").consent());
    trusted = realm.client(ClientSpec.confidential("trusted"));
  }

  @Test
  void isStoppedBeforeOurPage() {
    Visitor first = new Visitor(realm);
    TestUser other = realm.user();
    Page secondTab = besideTheFirst(first, app.request("openid profile:read"));

    Page page = secondTab.signIn(other);

    assertStopped(page, first);
    assertThat(realm.consents(other)).isEmpty();
    assertThat(realm.events().of(app, "LOGIN_ERROR"))
        .anySatisfy(
            event -> {
              assertThat(event.error()).isEqualTo("different_user_authenticated");
              assertThat(event.detail("previous_user")).isEqualTo(first.user().id());
              assertThat(event.detail("username")).isEqualTo(other.username());
            });
  }

  @Test
  void isStoppedBeforeThePageOfPermissionsToo() {
    Visitor first = new Visitor(realm);
    AuthorizationRequest request = trusted.request("openid").with("kc_action", "scope-permissions");

    assertStopped(besideTheFirst(first, request).signIn(realm.user()), first);
  }

  @Test
  void theSameUserIsAskedAsEver() {
    Visitor first = new Visitor(realm);

    Page page = besideTheFirst(first, app.request("openid profile:read")).signIn(first.user());

    assertThat(page.consent().tick("profile:read").grant().code()).isNotEmpty();
  }

  private static Page besideTheFirst(Visitor first, AuthorizationRequest request) {
    Page firstTab = first.browser().open(trusted.request("openid"));
    Page secondTab = first.browser().open(request);
    trusted.redeem(firstTab.signIn(first.user()));
    return secondTab;
  }

  private static void assertStopped(Page page, Visitor first) {
    assertThat(page.asksForConsent() || page.showsPermissions()).as("%s", page).isFalse();
    assertThat(page.status()).as("%s", page).isEqualTo(400);
    assertThat(page.text()).contains(first.user().username());
  }
}
