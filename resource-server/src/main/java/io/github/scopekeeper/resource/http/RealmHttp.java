package io.github.scopekeeper.resource.http;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests to the realm: each ends in time, whatever comes back, and no answer is longer than
 * expected. Redirects are not followed. Safe for use by many threads.
 */
public final class RealmHttp implements HTTPRequestSender {

  private final HttpClient client;
  private final Duration timeout;
  private final int longest;

  /**
   * @param timeout for all of a request, from connecting to the last byte
   * @param longest the most bytes that a body may have
   */
  public RealmHttp(Duration timeout, int longest) {
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
    this.timeout = timeout;
    this.longest = longest;
  }

  /**
   * @throws IOException where no answer comes in time, or one that is too long
   */
  public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, response -> new BoundedBody(longest));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for " + request.uri(), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(request.uri() + " did not answer in time", e);
    } catch (ExecutionException e) {
      throw new IOException(request.uri() + " gave no answer: " + e.getCause(), e.getCause());
    }
  }

  /** For requests that Nimbus' library has made. */
  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpRequest.Builder own = HttpRequest.newBuilder(request.getURI());
    request.getHeaderMap().forEach((name, values) -> values.forEach(v -> own.header(name, v)));
    String body = request.getBody();
    own.method(
        request.getMethod().name(),
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    HttpResponse<byte[]> answer = send(own.build());
    var response = new HTTPResponse(answer.statusCode());
    response.setBody(new String(answer.body(), StandardCharsets.UTF_8));
    try {
      response.setContentType(answer.headers().firstValue("Content-Type").orElse("text/plain"));
    } catch (ParseException e) {
      throw new IOException(request.getURI() + " gave an answer of no known type", e);
    }
    return response;
  }
}
