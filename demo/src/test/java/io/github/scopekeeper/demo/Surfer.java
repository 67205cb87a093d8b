package io.github.scopekeeper.demo;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Somebody who uses the app, with cookies and the key of the last page that had one. */
final class Surfer {

  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI app;
  private String key = "";

  Surfer(URI app) {
    this.app = app;
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(app + path)).build());
  }

  HttpResponse<String> press(String action) throws Exception {
    var form = "key=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(URI.create(app + action))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  /** Presses the button and says what Keycloak's authorization endpoint is asked. */
  Map<String, String> pressAndLeave(String action) throws Exception {
    var response = press(action);
    return parameters(response.headers().firstValue("Location").orElseThrow());
  }

  HttpResponse<String> comeBack(Map<String, String> request, String answer) throws Exception {
    return get("/callback?" + answer + "&state=" + request.get("state"));
  }

  /** The same, where the app sends the browser to Keycloak once more. */
  Map<String, String> comeBackAndLeave(Map<String, String> request, String answer)
      throws Exception {
    return parameters(comeBack(request, answer).headers().firstValue("Location").orElseThrow());
  }

  static Map<String, String> parameters(String uri) {
    var parameters = new TreeMap<String, String>();
    for (var pair : URI.create(uri).getRawQuery().split("&")) {
      var parts = pair.split("=", 2);
      parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return parameters;
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    var response = http.send(request, BodyHandlers.ofString());
    var found = KEY.matcher(response.body());
    if (found.find()) {
      key = found.group(1);
    }
    return response;
  }
}
