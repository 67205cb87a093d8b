package io.github.scopekeeper.it.support;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where the browser has come to: a page of Keycloak's, or back at the client. */
public final class Page {
  private final Browser browser;
  private final URI uri;
  private final int status;
  private final Document html;

  private Page(Browser browser, URI uri, int status, Document html) {
    this.browser = browser;
    this.uri = uri;
    this.status = status;
    this.html = html;
  }

  static Page of(Browser browser, URI uri, HttpResponse<String> response) {
    Document html = Jsoup.parse(response.body(), uri.toString());
    return new Page(browser, uri, response.statusCode(), html);
  }

  static Page callback(Browser browser, URI uri) {
    return new Page(browser, uri, 0, Jsoup.parse(""));
  }

  public int status() {
    return status;
  }

  public URI uri() {
    return uri;
  }

  public Document html() {
    return html;
  }

  public String text() {
    return html.body().text();
  }

  public boolean isCallback() {
    return status == 0;
  }

  public boolean asksToSignIn() {
    return signInForm() != null;
  }

  /** Asks for name and password together, or for the name first, as with organizations. */
  private Element signInForm() {
    return html.selectFirst("form:has(input[name=password]), form:has(input[name=username])");
  }

  public boolean asksForConsent() {
    return decision("grant") != null;
  }

  public boolean asksForConfirmation() {
    return decision("confirm") != null;
  }

  /** Keycloak's own consent page, all or nothing. */
  public boolean isStockConsent() {
    return html.selectFirst("[name=accept]") != null;
  }

  private Element decision(String value) {
    return html.selectFirst("button[name=decision][value=%s]".formatted(value));
  }

  public Page signIn(TestUser user) {
    expect(asksToSignIn(), "the sign-in page");
    Page next =
        submit(
            signInForm(),
            List.of(
                Map.entry("username", user.username()), Map.entry("password", user.password())));
    boolean nameOnly = html.selectFirst("input[name=password]") == null;
    return nameOnly && next.asksToSignIn() ? next.signIn(user) : next;
  }

  /** Signs in elsewhere: the button of an identity provider. */
  public Page signInWith(String provider) {
    Element button = html.selectFirst("a[href*=/broker/%s/login]".formatted(provider));
    expect(button != null, "a button for " + provider);
    return browser.open(URI.create(button.absUrl("href")));
  }

  public ConsentPage consent() {
    expect(asksForConsent(), "our consent page");
    return new ConsentPage(this);
  }

  public ConsentPage confirmation() {
    expect(asksForConfirmation(), "the confirmation");
    return new ConsentPage(this);
  }

  public boolean showsPermissions() {
    return html.selectFirst("#scope-permissions, #scope-permissions-confirmation") != null;
  }

  public PermissionsPage permissions() {
    expect(showsPermissions(), "the user's permissions");
    return new PermissionsPage(this);
  }

  /** The same address once more. */
  Page reload() {
    return browser.open(uri);
  }

  /** On the page that demands a new password. */
  public Page changePassword(String password) {
    Element form = html.selectFirst("form:has(input[name=password-new])");
    expect(form != null, "the page for a new password");
    return submit(
        form,
        List.of(Map.entry("password-new", password), Map.entry("password-confirm", password)));
  }

  /** Whatever button there is to say yes, as on the device's "sign in here" page. */
  public Page submit(String formSelector, String button, String value) {
    Element form = html.selectFirst(formSelector);
    expect(form != null, "a form " + formSelector);
    return submit(form, List.of(Map.entry(button, value)));
  }

  Page submit(Element form, List<Entry<String, String>> fields) {
    List<Entry<String, String>> all = new ArrayList<>(fields);
    for (Element hidden : form.select("input[type=hidden][name]")) {
      if (fields.stream().noneMatch(field -> field.getKey().equals(hidden.attr("name")))) {
        all.add(Map.entry(hidden.attr("name"), hidden.val()));
      }
    }
    String action = form.absUrl("action");
    return browser.post(action.isEmpty() ? uri : URI.create(action), all);
  }

  public String code() {
    expect(isCallback() && callback().containsKey("code"), "a code for the client");
    return callback().get("code");
  }

  public String error() {
    expect(isCallback(), "an answer to the client");
    return callback().get("error");
  }

  public String errorDescription() {
    expect(isCallback(), "an answer to the client");
    return callback().get("error_description");
  }

  /** The parameters that the client was given, from query or fragment. */
  public Map<String, String> callback() {
    String raw = uri.getRawFragment() == null ? uri.getRawQuery() : uri.getRawFragment();
    Map<String, String> parameters = new HashMap<>();
    for (String pair : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  void expect(boolean met, String what) {
    if (!met) {
      throw new AssertionError("expected " + what + " but saw " + this);
    }
  }

  @Override
  public String toString() {
    return isCallback()
        ? "the client's " + uri
        : "%s at %s: %s".formatted(status, uri, html.body().text());
  }
}
