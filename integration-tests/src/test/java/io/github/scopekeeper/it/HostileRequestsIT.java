package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.OddTexts;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.RawHttp;
import io.github.scopekeeper.it.support.RealmResource;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a header or a parameter says, the fault is the sender's and never ours. */
class HostileRequestsIT {
  private static final int VALUES = 100;

  private static TestRealm realm;
  private static RawHttp http;
  private static OAuthClient app;
  private static Tokens tokens;
  private static Tokens service;
  private static int logBefore;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("odd");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .serviceAccount()
                .webOrigins("https://app.example.com"));
    tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");
    service = app.clientCredentials();
    http = new RawHttp(realm.server().url());
    logBefore = realm.server().log().length();
  }

  @AfterAll
  static void noneOfOurCodeIsInAnErrorOfTheServer() {
    List<String> errors =
        Pattern.compile("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )")
            .splitAsStream(realm.server().log().substring(logBefore))
            .filter(
                entry -> entry.contains(" ERROR ") && entry.contains("at io.github.scopekeeper"))
            .toList();
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, scope-catalog",
    "GET, scope-grants",
    "POST, scope-grants",
    "DELETE, scope-grants/profile",
    "OPTIONS, scope-grants",
    "GET, grant-management/1",
    "POST, scope-audit",
    "GET, scope-permissions",
    "GET, protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid",
    "GET, .well-known/openid-configuration"
  })
  void headers(String method, String path) {
    List<String> names =
        List.of(
            "Accept-Language",
            "If-None-Match",
            "Origin",
            "Authorization",
            "Content-Type",
            "Accept",
            "DPoP",
            "Access-Control-Request-Method",
            "User-Agent");
    List<String> errors = new ArrayList<>();
    int turn = 0;
    for (String value : new OddTexts(11).raw(VALUES)) {
      String name = names.get(turn++ % names.size());
      for (String odd : List.of("Accept-Language", name)) {
        List<Entry<String, String>> headers = new ArrayList<>(List.of(Map.entry(odd, value)));
        if (turn % 5 == 0) {
          headers.add(Map.entry(odd, value));
        }
        if (!odd.equals("Authorization")) {
          headers.add(bearer(path));
        }
        note(errors, method, path, headers, method.equals("POST") ? "{}" : null);
      }
    }
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET scope-catalog?lang=",
        "DELETE scope-grants?scope=",
        "DELETE scope-grants?scope=profile&all=",
        "DELETE scope-grants/",
        "GET grant-management/",
        "DELETE grant-management/",
        "GET scope-permissions?ui_locales=",
        "GET AUTH&scope_feature=",
        "GET AUTH&scope_reason=",
        "GET AUTH&include_granted_scopes=",
        "GET AUTH&grant_id=",
        "GET AUTH&grant_management_action=",
        "GET AUTH&ui_locales=",
        "GET AUTH&kc_action=",
        "GET AUTH&scope=",
        "GET AUTH&max_age="
      })
  void parameters(String request) {
    String method = request.split(" ")[0];
    String path =
        request.split(" ")[1].replace(
            "AUTH", "protocol/openid-connect/auth?client_id=app&response_type=code");
    String name = path.substring(path.lastIndexOf('&') + 1).replaceFirst(".*\\?", "");
    List<String> errors = new ArrayList<>();
    for (String value : new OddTexts(request.hashCode()).encoded(VALUES)) {
      boolean twice = name.endsWith("=") && value.length() % 3 == 0;
      note(
          errors,
          method,
          path + value + (twice ? "&" + name + value : ""),
          List.of(bearer(path), Map.entry("Accept-Language", "de")),
          null);
    }
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scope-grants", "scope-audit", "protocol/openid-connect/token"})
  void bodies(String path) {
    List<String> errors = new ArrayList<>();
    for (String value : new OddTexts(13).encoded(VALUES)) {
      List<String> bodies =
          List.of(
              value,
              "{\"scopes\":[\"" + value + "\"],\"redirect_uri\":\"" + value + "\"}",
              "{\"records\":[{\"id\":\"" + value + "\",\"time\":\"" + value + "\"}]}",
              "grant_type=authorization_code&code=x&existing_grant=" + value,
              "grant_type=refresh_token&refresh_token=x&scope=" + value);
      String body = bodies.get(Math.abs(value.hashCode()) % bodies.size());
      String type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
      note(errors, "POST", path, List.of(bearer(path), Map.entry("Content-Type", type)), body);
    }
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"decision, scope", "scope, decision"})
  void theConsentPage(String odd, String other) {
    Visitor visitor = new Visitor(realm);
    Page page = visitor.visit(app, "openid billing:read");
    for (String value : new OddTexts(17).encoded(VALUES / 2)) {
      Element form = page.html().selectFirst("form:has(button[name=decision])");
      String body = odd + "=" + value + "&" + other + "=grant" + "&" + value;
      Page next = visitor.browser().postBody(URI.create(form.absUrl("action")), body);

      assertThat(next.isCallback()).as(body).isFalse();
      page = next.asksForConsent() ? next : visitor.visit(app, "openid billing:read");
      assertThat(page.asksForConsent()).as("%s: %s", body, page).isTrue();
    }
    assertThat(realm.consents(visitor.user())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"do", "app", "scope"})
  void theUsersPage(String odd) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid billing:read", "billing:read");
    PermissionsPage page = visitor.permissions(realm);
    for (String value : new OddTexts(19).encoded(VALUES / 3)) {
      String body = odd + "=" + value + "&" + (odd.equals("do") ? "app=x" : "do=take-back");
      Page next = visitor.browser().postBody(URI.create(page.action()), body + "&" + value);

      page = next.showsPermissions() ? next.permissions() : visitor.permissions(realm);
    }
    assertThat(page.held("app")).containsExactly("billing:read");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, scope-catalog?lang=de&lang=en",
    "DELETE, scope-grants?scope=profile&scope=email",
    "DELETE, scope-grants?scope=profile&scope=profile",
    "DELETE, scope-grants/profile?scope=email",
    "DELETE, scope-grants?scope=profile&all=true&all=false",
    "GET, scope-permissions?ui_locales=de&ui_locales=ar"
  })
  void aParameterThatComesTwiceIsRefused(String method, String path) {
    Rest.Answer answer = RealmResource.of(realm, path).bearer(tokens).send(method);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("invalid_request");
  }

  private static Entry<String, String> bearer(String path) {
    String token = path.equals("scope-audit") ? service.access() : tokens.access();
    return Map.entry("Authorization", "Bearer " + token);
  }

  private static void note(
      List<String> errors,
      String method,
      String path,
      List<Entry<String, String>> headers,
      String body) {
    String target = realm.url().getPath() + "/" + path;
    int status = http.status(method, target, headers, body);
    if (status >= 500 && !isTheServersOwn(method, headers, body)) {
      errors.add(status + " " + method + " " + path + " " + headers.get(0) + " " + body);
    }
  }

  /** Some of it, such as a broken Content-Type, Keycloak trips over wherever it is sent to. */
  private static boolean isTheServersOwn(
      String method, List<Entry<String, String>> headers, String body) {
    String stock = realm.url().getPath() + "/protocol/openid-connect/userinfo";
    return http.status(method, stock, headers, body) >= 500;
  }
}
