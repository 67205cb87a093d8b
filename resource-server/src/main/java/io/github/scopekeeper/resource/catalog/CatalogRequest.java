package io.github.scopekeeper.resource.catalog;

import io.github.scopekeeper.resource.account.ServiceTokens;
import io.github.scopekeeper.resource.http.RealmHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** One look at {@code GET /realms/{realm}/scope-catalog}; unchanged ones are not sent again. */
public final class CatalogRequest {

  /**
   * @param etag what to compare with next time; empty where the server names none
   */
  record Answer(ApiCatalog catalog, Optional<String> etag) {}

  private final URI endpoint;
  private final CatalogDocument document;
  private final Optional<ServiceTokens> tokens;
  private final RealmHttp http;
  private final Duration timeout;

  /**
   * @param server the realm's address as this API reaches it
   * @param tokens where the realm shows its catalog, or hidden scopes, to known clients only
   */
  public CatalogRequest(
      URI server, CatalogDocument document, Optional<ServiceTokens> tokens, Duration timeout) {
    this.endpoint = URI.create(server + "/scope-catalog");
    this.document = document;
    this.tokens = tokens;
    this.http = new RealmHttp(timeout, CatalogDocument.LONGEST);
    this.timeout = timeout;
  }

  Duration timeout() {
    return timeout;
  }

  /**
   * @param known what was answered last, or null
   * @throws IOException with a sentence for the API's operator
   */
  Answer send(Answer known) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint).GET();
    String token = tokens.isPresent() ? tokens.get().get() : null;
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (known != null) {
      known.etag().ifPresent(etag -> request.header("If-None-Match", etag));
    }
    HttpResponse<byte[]> response = http.send(request.build());
    if (token != null && response.statusCode() == 401) {
      tokens.get().forget(token);
    }
    return answer(response, known);
  }

  private Answer answer(HttpResponse<byte[]> response, Answer known) throws IOException {
    if (response.statusCode() == 304 && known != null) {
      return known;
    }
    if (response.statusCode() != 200) {
      throw new IOException(refusal(response.statusCode()));
    }
    return new Answer(
        document.parse(new String(response.body(), StandardCharsets.UTF_8)),
        response.headers().firstValue("ETag"));
  }

  private String refusal(int status) {
    return switch (status) {
      case 404 ->
          "%s is not there: put the JAR of Scopekeeper into Keycloak's providers, or give this API"
                  .formatted(endpoint)
              + " a catalog file";
      case 401, 403 ->
          "%s wants to know who asks (%d): give this API a service account"
              .formatted(endpoint, status);
      default -> "%s answered %d".formatted(endpoint, status);
    };
  }
}
