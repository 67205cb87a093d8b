package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A call that an app makes with its access token. */
public final class Rest {
  private Rest() {}

  public record Answer(int status, JsonNode body, HttpHeaders headers) {
    public String error() {
      return body.path("error").asText();
    }
  }

  public static Answer get(URI uri, Tokens tokens) {
    return call("GET", uri, tokens);
  }

  public static Answer delete(URI uri, Tokens tokens) {
    return call("DELETE", uri, tokens);
  }

  private static Answer call(String method, URI uri, Tokens tokens) {
    HttpRequest.Builder request = Http.request(uri).method(method, BodyPublishers.noBody());
    if (tokens != null) {
      request.header("Authorization", "Bearer " + tokens.access());
    }
    HttpResponse<String> response = Http.send(request.build());
    String body = response.body();
    JsonNode json = body.isBlank() ? MissingNode.getInstance() : Json.parse(body);
    return new Answer(response.statusCode(), json, response.headers());
  }

  /** A name as one segment of a path. */
  public static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
