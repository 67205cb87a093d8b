package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An answer of the token endpoint, good or bad. */
public record Tokens(int status, JsonNode body) {

  public static Set<String> scopes(String scope) {
    return scope == null || scope.isBlank()
        ? Set.of()
        : new LinkedHashSet<>(List.of(scope.trim().split(" +")));
  }

  public String access() {
    return token("access_token");
  }

  public String refresh() {
    return token("refresh_token");
  }

  public String id() {
    return token("id_token");
  }

  public boolean hasRefresh() {
    return body.hasNonNull("refresh_token");
  }

  private String token(String name) {
    if (!body.hasNonNull(name)) {
      throw new AssertionError("no " + name + " but " + status + ": " + body);
    }
    return body.path(name).asText();
  }

  /** The grant that the tokens belong to; empty where there is none. */
  public String grantId() {
    return body.path("grant_id").asText();
  }

  /** What the answer says of itself. */
  public Set<String> scopes() {
    return scopes(body.path("scope").asText());
  }

  public JsonNode claims() {
    return Jwt.claims(access());
  }

  public Instant authTime() {
    return Instant.ofEpochSecond(claims().path("auth_time").asLong());
  }

  public Instant issuedAt() {
    return Instant.ofEpochSecond(claims().path("iat").asLong());
  }

  public String error() {
    return body.path("error").asText();
  }

  public String errorDescription() {
    return body.path("error_description").asText();
  }
}
