package io.github.scopekeeper.resource.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealmHttpTest {

  private static final int LONGEST = 1000;

  private final RealmHttp http = new RealmHttp(Duration.ofSeconds(1), LONGEST);
  private final CountDownLatch end = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    answer("/long", exchange -> exchange.getResponseBody().write(new byte[LONGEST]));
    answer("/longer", exchange -> exchange.getResponseBody().write(new byte[LONGEST + 1]));
    answer("/trickle", this::trickle);
    answer("/drip", this::drip);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
  }

  private void answer(String path, HttpHandler body) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            body.handle(exchange);
          }
        });
  }

  /** A first byte at once, and nothing more. */
  private void trickle(HttpExchange exchange) throws IOException {
    OutputStream body = exchange.getResponseBody();
    body.write(' ');
    body.flush();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One byte after the other, until the connection is closed. */
  private void drip(HttpExchange exchange) throws IOException {
    try {
      while (!end.await(20, TimeUnit.MILLISECONDS)) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
      }
    } catch (IOException e) {
      closed.countDown();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
        .build();
  }

  @Test
  void anAnswerAsLongAsExpectedIsRead() throws IOException {
    assertThat(http.send(request("/long")).body()).hasSize(LONGEST);
  }

  @Test
  void aLongerOneIsNot() {
    assertThatThrownBy(() -> http.send(request("/longer")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 1000 bytes");
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    assertThatThrownBy(() -> http.send(request("/trickle")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer in time");
  }

  @Test
  void anAnswerThatDripsIsGivenUpAndItsConnectionIsClosed() throws InterruptedException {
    assertThatThrownBy(() -> http.send(request("/drip")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not answer in time");
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
