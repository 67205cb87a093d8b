package io.github.scopekeeper.it.support;

import java.net.URI;

/** Somebody at a browser, who signs in when asked to. */
public final class Visitor {
  private final Browser browser = new Browser();
  private final TestUser user;

  public Visitor(TestRealm realm) {
    this(realm.user());
  }

  public Visitor(TestUser user) {
    this.user = user;
  }

  public TestUser user() {
    return user;
  }

  public Browser browser() {
    return browser;
  }

  /** Follows an app's wish and stops at the first question after signing in. */
  public Page visit(OAuthClient app, String scope) {
    return visit(app.request(scope));
  }

  public Page visit(AuthorizationRequest request) {
    return visit(request.uri());
  }

  /** The same for an address that the app has made up. */
  public Page visit(URI uri) {
    Page page = browser.open(uri);
    return page.asksToSignIn() ? page.signIn(user) : page;
  }

  /** Goes to the page on which users see what they allow their apps. */
  public PermissionsPage permissions(TestRealm realm) {
    return visit(URI.create(realm.url() + "/scope-permissions")).permissions();
  }

  /** Says yes to these and no to all else that may be chosen. */
  public Tokens grant(OAuthClient app, String scope, String... ticked) {
    return app.redeem(visit(app, scope).consent().only(ticked).grant());
  }
}
