package io.github.scopekeeper.it.support;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What Keycloak's account console asks its server, with the token that it would have. */
public final class AccountConsole {
  private final URI applications;
  private final Tokens tokens;

  private AccountConsole(URI applications, Tokens tokens) {
    this.applications = applications;
    this.tokens = tokens;
  }

  public static AccountConsole of(TestUser user, TestRealm realm) {
    String home = realm.url() + "/account/";
    OAuthClient console = realm.existing("account-console", null).comingBackTo(home);
    String code = new Browser().codeFor(console.request("openid"), user, home);
    return new AccountConsole(URI.create(home + "applications"), console.redeem(code));
  }

  /** The texts of what a user sees there as granted to an app. */
  public List<String> grantedTo(String clientId) {
    return Json.stream(Json.parse(send(request(applications).GET()).body()))
        .filter(application -> application.path("clientId").asText().equals(clientId))
        .flatMap(application -> Json.stream(application.at("/consent/grantedScopes")))
        .map(scope -> scope.path("displayTest").asText(scope.path("displayText").asText()))
        .toList();
  }

  public void revoke(String clientId) {
    send(request(URI.create(applications + "/" + clientId + "/consent")).DELETE());
  }

  private HttpRequest.Builder request(URI uri) {
    return Http.request(uri)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + tokens.access());
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    HttpResponse<String> response = Http.send(request.build());
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError("account console: " + response.statusCode() + response.body());
    }
    return response;
  }
}
