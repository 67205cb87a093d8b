package io.github.scopekeeper.resource.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of an API under test. */
public final class Http {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Http() {}

  /**
   * @param headers names and values in turn
   */
  public static HttpResponse<String> send(String method, String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** The same, with each value in an {@code Authorization} header of its own. */
  public static AnswersContract.Reply reply(String method, String url, String... authorization)
      throws IOException, InterruptedException {
    String[] headers = new String[2 * authorization.length];
    for (int i = 0; i < authorization.length; i++) {
      headers[2 * i] = "Authorization";
      headers[2 * i + 1] = authorization[i];
    }
    HttpResponse<String> response = send(method, url, headers);
    return new AnswersContract.Reply(
        response.statusCode(), response.headers().firstValue("WWW-Authenticate"), response.body());
  }

  /**
   * The status that a request gets whose line no client library would send.
   *
   * @param target sent as it is, one byte for each character
   */
  public static int rawStatus(int port, String method, String target, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    text.append("Host: localhost\r\nConnection: close\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }
}
