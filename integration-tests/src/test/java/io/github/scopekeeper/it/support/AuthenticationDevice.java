package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What users of CIBA hold in their hands: Keycloak sends it requests, and it answers them. */
public final class AuthenticationDevice {
  private static AuthenticationDevice shared;

  private final HttpServer server;
  private final Map<String, Request> requests = new ConcurrentHashMap<>();

  private record Request(String bearer, JsonNode body) {}

  private AuthenticationDevice() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  /** The one that every server of this JVM sends its requests to. */
  public static synchronized AuthenticationDevice shared() {
    if (shared == null) {
      shared = new AuthenticationDevice();
    }
    return shared;
  }

  /** Whether the server runs where it can reach this device. */
  public static boolean isReachable() {
    return Backend.current() == Backend.PROCESS;
  }

  /** Where a server has to send them. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    JsonNode json = Json.parse(body);
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    requests.put(json.path("login_hint").asText(), new Request(bearer, json));
    exchange.sendResponseHeaders(201, -1);
    exchange.close();
  }

  /** What the user sees. */
  public Set<String> shown(TestUser user) {
    return Tokens.scopes(requests.get(user.username()).body().path("scope").asText());
  }

  /** The user agrees. */
  public void approve(TestRealm realm, TestUser user) {
    URI callback = URI.create(realm.url() + "/protocol/openid-connect/ext/ciba/auth/callback");
    HttpResponse<String> response =
        Http.send(
            Http.request(callback)
                .header("Authorization", requests.remove(user.username()).bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"status\":\"SUCCEED\"}"))
                .build());
    if (response.statusCode() != 200) {
      throw new AssertionError(
          "callback answered %s: %s".formatted(response.statusCode(), response.body()));
    }
  }
}
