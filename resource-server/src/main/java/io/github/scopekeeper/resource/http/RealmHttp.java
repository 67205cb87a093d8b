package io.github.scopekeeper.resource.http;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one way to the realm: each request ends in time, whatever comes back and however slowly, no
 * answer is longer than expected, and only a bounded number of threads waits for one. Redirects are
 * not followed. Safe for use by many threads.
 */
public final class RealmHttp implements HTTPRequestSender {

  /** A slow realm must not hold every thread of the API: more requests than these fail at once. */
  public static final int MOST_AT_ONCE = 32;

  private final HttpClient client;
  private final Duration timeout;
  private final int longest;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * @param timeout for all of a request, from connecting to the last byte
   * @param longest the most bytes that a body may have
   */
  public RealmHttp(Duration timeout, int longest) {
    this.client =
        HttpClient.newBuilder().connectTimeout(timeout).followRedirects(Redirect.NEVER).build();
    this.timeout = timeout;
    this.longest = longest;
  }

  /**
   * @throws IOException where no answer comes in time, or one that is too long, or where too many
   *     wait already
   */
  public HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    if (!places.tryAcquire()) {
      throw new IOException("Too many requests wait for " + request.uri());
    }
    try {
      return await(request);
    } finally {
      places.release();
    }
  }

  private HttpResponse<byte[]> await(HttpRequest request) throws IOException {
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
