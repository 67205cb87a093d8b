package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AuthorizationRequest;
import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.SigningKey;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every road on which {@code include_granted_scopes} may come, and those on which it may not. */
class IncrementalRequestsIT {
  private static final SigningKey KEY = SigningKey.generate();

  private static TestRealm realm;
  private static OAuthClient app;

  /** Hands a request over and shows what comes of it. */
  private interface Road extends BiFunction<Browser, AuthorizationRequest, Page> {}

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("roads");
    app = realm.client(ClientSpec.confidential("app").consent().key(KEY));
  }

  static List<Named<Road>> roads() {
    return List.of(
        road("query", Browser::open),
        road("form", Browser::post),
        road("query after five unknown", (browser, r) -> browser.open(crowded(r))),
        road("form after five unknown", (browser, r) -> browser.post(crowded(r))),
        road("PAR", (browser, r) -> browser.open(app.pushed(r))),
        road("PAR after five unknown", (browser, r) -> browser.open(app.pushed(crowded(r)))),
        road("unsigned object", (browser, r) -> browser.open(r.asRequestObject())),
        road("object, client's key", (browser, r) -> browser.open(r.asRequestObject(KEY))),
        road("object, secret", (browser, r) -> browser.open(r.asRequestObject(app.secret()))),
        road("object in a form", (browser, r) -> browser.post(r.asRequestObject(KEY))),
        road("crowded object", (browser, r) -> browser.open(crowded(r).asRequestObject(KEY))),
        road("pushed object", (browser, r) -> browser.open(app.pushed(r.asRequestObject(KEY)))),
        road(
            "object beside five unknown",
            (browser, r) -> browser.open(unknown(r.asRequestObject(KEY)))));
  }

  private static Named<Road> road(String name, Road road) {
    return Named.of(name, road);
  }

  /** Keycloak keeps no more than five parameters that it does not know. */
  private static AuthorizationRequest crowded(AuthorizationRequest request) {
    return unknown(request.without("include_granted_scopes")).includeGranted();
  }

  private static AuthorizationRequest unknown(AuthorizationRequest request) {
    for (int i = 1; i <= 5; i++) {
      request.with("unknown_" + i, "value " + i);
    }
    return request;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("roads")
  void leadsToWhatWasGranted(Road road) {
    Visitor visitor = granted();

    Page page = road.apply(visitor.browser(), app.request("openid").includeGranted());

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("roads")
  void isKeptWhileTheUserSignsInAndDecides(Road road) {
    Visitor visitor = granted();
    visitor.browser().forgetCookies();

    Page page = road.apply(visitor.browser(), app.request("openid billing:read").includeGranted());
    Page end = page.signIn(visitor.user()).consent().only("billing:read").grant();

    assertThat(app.redeem(end)).hasScopes("openid", "profile:read", "billing:read");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("roads")
  void isKeptWhenKeycloakHasForgottenTheLogin(Road road) {
    Visitor visitor = granted();
    visitor.browser().forgetCookies();
    Page login = road.apply(visitor.browser(), app.request("openid").includeGranted());
    visitor.browser().forget("AUTH_SESSION_ID");

    Page again = login.signIn(visitor.user());
    assertThat(again.asksToSignIn()).as("%s", again).isTrue();

    assertThat(app.redeem(again.signIn(visitor.user()))).hasScopes("openid", "profile:read");
  }

  static List<Named<UnaryOperator<AuthorizationRequest>>> objects() {
    return List.of(
        Named.of("unsigned", AuthorizationRequest::asRequestObject),
        Named.of("signed", request -> request.asRequestObject(KEY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void isNotTakenFromBesideARequestObject(UnaryOperator<AuthorizationRequest> object) {
    Visitor visitor = granted();

    Page page = visitor.visit(object.apply(app.request("openid")).includeGranted());

    assertThat(app.redeem(page)).hasScopes("openid");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("objects")
  void cannotBeTakenAwayFromARequestObject(UnaryOperator<AuthorizationRequest> object) {
    Visitor visitor = granted();
    AuthorizationRequest request = object.apply(app.request("openid").includeGranted());

    Page page = visitor.visit(request.with("include_granted_scopes", "false"));

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
  }

  @Test
  void isNotTakenFromBesideAPushedRequest() {
    Visitor visitor = granted();
    URI pushed = app.pushed(app.request("openid"));

    Page page = visitor.browser().open(URI.create(pushed + "&include_granted_scopes=true"));

    assertThat(app.redeem(page)).hasScopes("openid");
  }

  @Test
  void cannotBeTakenAwayFromAPushedRequest() {
    Visitor visitor = granted();
    URI pushed = app.pushed(app.request("openid").includeGranted());

    Page page = visitor.browser().open(URI.create(pushed + "&include_granted_scopes=false"));

    assertThat(app.redeem(page)).hasScopes("openid", "profile:read");
  }

  @Test
  void isNotTakenFromBesideAPushedRequestObject() {
    Visitor visitor = granted();
    AuthorizationRequest mixed = app.request("openid").asRequestObject(KEY).includeGranted();

    Page page = visitor.browser().open(app.pushed(mixed));

    assertThat(app.redeem(page)).hasScopes("openid");
  }

  /** Somebody who is signed in and has granted {@code profile:read}. */
  private static Visitor granted() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read", "profile:read");
    return visitor;
  }
}
