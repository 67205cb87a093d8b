package io.github.scopekeeper.it.support;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A browser without script: keeps cookies, follows redirects, posts forms, and stops where the
 * client's redirect URI begins. The client's cookie handler is of no use here: Keycloak marks its
 * cookies as secure on the loopback interface too, as browsers allow.
 */
public final class Browser {
  private static final int MOST_REDIRECTS = 20;

  private String home = OAuthClient.REDIRECT_URI;
  private final Map<String, HttpCookie> cookies = new LinkedHashMap<>();
  private UnaryOperator<URI> tampering = UnaryOperator.identity();

  public Page open(AuthorizationRequest request) {
    return open(request.uri());
  }

  public Page open(URI uri) {
    return follow(uri, Http.request(uri).GET());
  }

  /** As an app does whose requests are too long for an address. */
  public Page post(AuthorizationRequest request) {
    return post(request.endpoint(), List.copyOf(request.parameters().entrySet()));
  }

  /** Signs in to an app that lives elsewhere than the tests' own. */
  String codeFor(AuthorizationRequest request, TestUser user, String redirectUri) {
    home = redirectUri;
    return open(request).signIn(user).code();
  }

  public Page post(URI uri, List<Entry<String, String>> fields) {
    HttpRequest.Builder request =
        Http.request(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(Http.form(fields));
    return follow(uri, request);
  }

  /** A form as no browser would write it. */
  public Page postBody(URI uri, String body) {
    HttpRequest.Builder request =
        Http.request(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return follow(uri, request);
  }

  /** As if this cookie had run out. */
  public void forget(String cookie) {
    cookies.values().removeIf(kept -> kept.getName().equals(cookie));
  }

  /** As if nobody had ever signed in to this realm here. */
  public void forget(TestRealm realm) {
    cookies.values().removeIf(kept -> kept.getPath().startsWith(realm.url().getPath() + "/"));
  }

  /** Changes addresses on the way, as whoever sits in front of the browser can. */
  public void tamper(UnaryOperator<URI> change) {
    tampering = change;
  }

  /** Forgets who is signed in. */
  public void forgetCookies() {
    cookies.clear();
  }

  private Page follow(URI start, HttpRequest.Builder first) {
    URI uri = start;
    HttpRequest.Builder request = first;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      HttpResponse<String> response = send(uri, request);
      String location = response.headers().firstValue("Location").orElse(null);
      if (response.statusCode() / 100 != 3 || location == null) {
        return Page.of(this, uri, response);
      }
      if (location.startsWith(home)) {
        return Page.callback(this, URI.create(location));
      }
      uri = tampering.apply(uri.resolve(location));
      request = Http.request(uri).GET();
    }
    throw new AssertionError("too many redirects from " + start);
  }

  private HttpResponse<String> send(URI uri, HttpRequest.Builder request) {
    String matching =
        cookies.values().stream()
            .filter(cookie -> uri.getPath().startsWith(cookie.getPath()))
            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
    if (!matching.isEmpty()) {
      request.header("Cookie", matching);
    }
    HttpResponse<String> response =
        Http.send(request.header("Accept", "text/html").header("Accept-Language", "en").build());
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    return response;
  }

  private void keep(String header) {
    for (HttpCookie cookie : HttpCookie.parse(header)) {
      String key = cookie.getName() + cookie.getPath();
      if (cookie.getMaxAge() == 0) {
        cookies.remove(key);
      } else {
        cookies.put(key, cookie);
      }
    }
  }
}
