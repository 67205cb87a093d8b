package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One call of a resource under a realm's address, as any HTTP client makes it. */
public final class RealmResource {
  private final URI resource;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();

  private RealmResource(URI resource) {
    this.resource = resource;
  }

  public static RealmResource of(TestRealm realm, String path) {
    return new RealmResource(URI.create(realm.url() + "/" + path));
  }

  public RealmResource bearer(Tokens tokens) {
    return bearer(tokens.access());
  }

  public RealmResource bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  public RealmResource header(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  public Rest.Answer get() {
    return send("GET", BodyPublishers.noBody());
  }

  public Rest.Answer post(Object body) {
    return postText(Json.write(body));
  }

  public Rest.Answer postText(String body) {
    return header("Content-Type", "application/json").send("POST", BodyPublishers.ofString(body));
  }

  public Rest.Answer send(String method) {
    return send(method, BodyPublishers.noBody());
  }

  public Rest.Answer send(String method, BodyPublisher body) {
    HttpRequest.Builder request = Http.request(resource).method(method, body);
    headers.forEach(header -> request.header(header.getKey(), header.getValue()));
    HttpResponse<String> response = Http.send(request.build());
    boolean json =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return new Rest.Answer(
        response.statusCode(),
        json && !response.body().isEmpty()
            ? Json.parse(response.body())
            : MissingNode.getInstance(),
        response.headers());
  }
}
