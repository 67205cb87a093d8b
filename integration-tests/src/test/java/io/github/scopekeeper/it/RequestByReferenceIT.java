package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.CallbackServer;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A request object that Keycloak fetches from where the client says it is ({@code request_uri}).
 */
class RequestByReferenceIT {
  private static final SigningKey KEY = SigningKey.generate();

  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient strict;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("by-reference");
    app = realm.client(ClientSpec.confidential("app").consent().key(KEY));
    strict =
        realm.client(
            ClientSpec.confidential("strict")
                .consent()
                .key(KEY)
                .attribute("request.object.signature.alg", "ES256"));
  }

  @AfterEach
  void restoreTheDefault() {
    realm.consentSettings(Map.of("app.words", "always"));
  }

  @Test
  void carriesWhatItSays() {
    Visitor visitor = granted();

    Page page = fetched(visitor, app.request("openid").includeGranted().asRequestObject(KEY), "");

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
  }

  @Test
  void doesNotCarryWhatIsSaidBesideIt() {
    Visitor visitor = granted();

    Page page =
        fetched(
            visitor,
            app.request("openid").asRequestObject(KEY),
            "&include_granted_scopes=true&scope_reason=Trust+me");

    assertThat(app.redeem(page)).hasScopes("openid");
  }

  @Test
  void isTheAppsOwnWordWhenTheClientSignsAllOfThem() {
    realm.consentSettings(Map.of("app.words", "authenticated"));
    Visitor visitor = new Visitor(realm);
    visitor.visit(app, "openid");
    AuthorizationRequest request =
        strict.request("openid billing:read").with("scope_reason", "Trust me");

    Page page = fetched(visitor, request.asRequestObject(KEY), "");

    assertThat(page.consent().words().orElseThrow().text()).contains("Trust me");
  }

  @Test
  void isAnybodysWordWhenItIsNotSigned() {
    realm.consentSettings(Map.of("app.words", "authenticated"));
    AuthorizationRequest request =
        app.request("openid billing:read").with("scope_reason", "Trust me");

    Page page = fetched(granted(), request.asRequestObject(), "");

    assertThat(page.consent().words()).isEmpty();
  }

  private static Page fetched(Visitor visitor, AuthorizationRequest request, String beside) {
    try (CallbackServer server = new CallbackServer(request.requestObject(), "application/jwt")) {
      realm.clientAttribute(request.clientId(), "request.uris", server.url("/object"));
      return visitor.browser().open(request.byReference(server.url("/object"), beside));
    }
  }

  /** Somebody who is signed in and has granted {@code profile:read}. */
  private static Visitor granted() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read", "profile:read");
    return visitor;
  }
}
