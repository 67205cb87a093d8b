package io.github.scopekeeper.it.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The one address of several nodes. Which of them answers is the test's choice. */
final class SwitchingProxy {
  private static final Set<String> OF_ONE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "transfer-encoding",
          "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final ExecutorService threads = Executors.newCachedThreadPool(SwitchingProxy::daemon);
  private final HttpServer server;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<URI> nodes = List.of();

  private SwitchingProxy(HttpServer server) {
    this.server = server;
  }

  static SwitchingProxy start() {
    try {
      InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      SwitchingProxy proxy = new SwitchingProxy(HttpServer.create(any, 0));
      proxy.server.setExecutor(proxy.threads);
      proxy.server.createContext("/", proxy::forward);
      proxy.server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "proxy");
    thread.setDaemon(true);
    return thread;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on these nodes answer, each in its turn. */
  void to(URI... chosen) {
    nodes = List.of(chosen);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpResponse<byte[]> response = client.send(request(exchange), BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!name.startsWith(":") && !isOfOneConnection(name)) {
                  values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                }
              });
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException nodeIsDown) {
      exchange.sendResponseHeaders(502, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    List<URI> chosen = nodes;
    URI node = chosen.get(Math.floorMod(turn.getAndIncrement(), chosen.size()));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI().toString()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!isOfOneConnection(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    byte[] body = exchange.getRequestBody().readAllBytes();
    return request
        .method(
            exchange.getRequestMethod(),
            body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
        .build();
  }

  private static boolean isOfOneConnection(String header) {
    return OF_ONE_CONNECTION.contains(header.toLowerCase(Locale.ROOT));
  }

  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }
}
