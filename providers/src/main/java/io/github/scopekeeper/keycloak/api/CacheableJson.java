package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.services.cors.Cors;

/** An answer that can be kept for a minute, and asked for again by its tag (RFC 9111, RFC 9110). */
final class CacheableJson {

  private static final String MAX_AGE = "max-age=60";

  private final byte[] body;
  private final String tag;
  private boolean open;
  private boolean shared;

  CacheableJson(Object answer) {
    this.body = Endpoint.text(answer).getBytes(StandardCharsets.UTF_8);
    this.tag = tag(body);
  }

  /**
   * Any web page may read it.
   *
   * @param toAll whether it is the same for all, so that a cache may keep it for all
   */
  CacheableJson openTo(boolean toAll) {
    open = true;
    shared = toAll;
    return this;
  }

  /**
   * @param known the header {@code If-None-Match}, or null
   */
  Response answer(String known) {
    Response.ResponseBuilder response =
        isKnown(known)
            ? Response.notModified()
            : Response.ok(body, MediaType.APPLICATION_JSON_TYPE);
    if (open) {
      response
          .header(Cors.ACCESS_CONTROL_ALLOW_ORIGIN, Cors.ACCESS_CONTROL_ALLOW_ORIGIN_WILDCARD)
          .header(Cors.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.ETAG);
    }
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.CACHE_CONTROL, (shared ? "public, " : "private, ") + MAX_AGE)
        .header(HttpHeaders.VARY, "Accept-Language, Authorization" + (open ? "" : ", Origin"))
        .build();
  }

  /** Compared weakly (RFC 9110, 13.1.2), as proxies that compress make tags weak. */
  private boolean isKnown(String known) {
    return known != null
        && Arrays.stream(known.split(","))
            .map(String::strip)
            .map(other -> other.startsWith("W/") ? other.substring(2) : other)
            .anyMatch(other -> other.equals(tag) || other.equals("*"));
  }

  private static String tag(byte[] body) {
    byte[] hash = HashUtils.hash(JavaAlgorithm.SHA256, body);
    return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
  }
}
