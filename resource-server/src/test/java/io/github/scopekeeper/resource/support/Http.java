package io.github.scopekeeper.resource.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

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
}
