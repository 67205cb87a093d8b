package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.metadata.ResourceMetadata;
import io.github.scopekeeper.resource.rule.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Serves the document of RFC 9728 to everybody, scripts of other origins among them. */
public final class MetadataEndpoint {

  private static final String MAX_AGE = "public, max-age=300";

  private final ResourceServer server;
  private final Supplier<Collection<Operation>> operations;
  private final String path;
  private volatile Document last;

  private record Document(ResourceMetadata metadata, byte[] json) {}

  /**
   * @param operations what the API does, looked at for each request
   */
  public MetadataEndpoint(ResourceServer server, Supplier<Collection<Operation>> operations) {
    this.server = server;
    this.operations = operations;
    this.path = ResourceMetadata.path(server.metadata(List.of()).resource());
  }

  /** Where it is, inside the context. */
  public String path() {
    return path;
  }

  /** Answers GET and HEAD, from scripts of any origin too; other methods with 405. */
  public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Access-Control-Allow-Origin", "*");
    switch (request.getMethod()) {
      case "GET", "HEAD" -> write(response);
      case "OPTIONS" -> {
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
        response.setHeader("Access-Control-Allow-Headers", "*");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> {
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      }
    }
  }

  private void write(HttpServletResponse response) throws IOException {
    byte[] document = document(server.metadata(operations.get()));
    response.setHeader("Cache-Control", MAX_AGE);
    response.setContentType("application/json");
    response.setContentLength(document.length);
    response.getOutputStream().write(document);
  }

  /** Written anew only where it is another than for the request before. */
  private byte[] document(ResourceMetadata metadata) {
    Document known = last;
    if (known == null || known.metadata() != metadata) {
      known = new Document(metadata, metadata.toJson().getBytes(StandardCharsets.UTF_8));
      last = known;
    }
    return known.json();
  }
}
