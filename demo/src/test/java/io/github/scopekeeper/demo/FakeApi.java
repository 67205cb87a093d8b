package io.github.scopekeeper.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** An API that says what the test wants: each reply once, the last one for ever. */
final class FakeApi implements AutoCloseable {

  record Reply(int status, Map<String, String> headers, String body) {}

  static final Reply DONE = new Reply(201, Map.of(), "{\"workouts\":[\"5 km <run>\"]}");

  private final HttpServer server;
  private final Deque<Reply> replies = new ArrayDeque<>(List.of(DONE));

  /** Method, path and token of each request. */
  final List<String> calls = new ArrayList<>();

  FakeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void says(Reply... these) {
    replies.clear();
    replies.addAll(List.of(these));
  }

  static Reply lacks(String scope) {
    return challenge(403, "error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }

  static Reply wantsLogin(int maxAge, String scope) {
    return challenge(
        401,
        "error=\"insufficient_user_authentication\", max_age=\"%d\", scope=\"%s\""
            .formatted(maxAge, scope));
  }

  static Reply challenge(int status, String parameters) {
    return new Reply(status, Map.of("WWW-Authenticate", "Bearer " + parameters), "{}");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization")));
    var reply = replies.size() > 1 ? replies.poll() : replies.peek();
    var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    reply.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
