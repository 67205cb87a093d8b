package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code prompt=create} takes another way through Keycloak: it must come by the same checks. */
class PromptCreateIT {
  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("prompt-create", json -> json.put("registrationAllowed", true));
    GrantsEndpoint.offerScopes(realm);
    realm.client(GrantsEndpoint.manager("app"));
    realm.client(ClientSpec.confidential("trusting"));
    realm.client(ClientSpec.publicClient("open").consent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "trusting"})
  void aClientThatCanHaveNoGrantsGetsNone(String clientId) {
    OAuthClient client = client(clientId);

    Page end = settle(client.request("openid profile:read"), "create");

    assertThat(end.error()).as("%s", end).isEqualTo("invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "merge", "replace"})
  void aBadActionIsAnErrorForTheApp(String action) {
    Page end = settle(client("app").request("openid profile:read"), action);

    assertThat(end.error()).as("%s", end).isEqualTo("invalid_request");
  }

  @Test
  void aGoodActionIsTaken() {
    Page end = settle(client("app").request("openid profile:read"), "create");

    assertThat(client("app").redeem(end).grantId()).isNotBlank();
  }

  @Test
  void aPushedRequestIsTakenOnce() {
    OAuthClient app = client("app");
    URI pushed = app.pushed(app.request("openid profile:read").prompt("create"));

    List<Page> ends = Stream.generate(() -> open(pushed)).limit(3).toList();

    assertThat(ends).filteredOn(end -> end.isCallback() && end.error() == null).hasSize(1);
    Page first = ends.get(0);
    assertThat(app.redeem(first)).hasScopes("openid", "profile:read");
  }

  private static OAuthClient client(String id) {
    return realm.existing(id, id.equals("open") ? null : id + "-secret");
  }

  private static Page settle(AuthorizationRequest request, String action) {
    return open(request.prompt("create").with("grant_management_action", action).uri());
  }

  /** Comes for a new account and finds that there is one. */
  private static Page open(URI uri) {
    Visitor visitor = new Visitor(realm);
    Page page = visitor.browser().open(uri);
    Element back = page.html().selectFirst("a[href*=login-actions/authenticate]");
    if (back != null) {
      page = visitor.browser().open(URI.create(back.absUrl("href")));
    }
    Page next = page.asksToSignIn() ? page.signIn(visitor.user()) : page;
    return next.asksForConsent() ? next.consent().only("profile:read").grant() : next;
  }
}
