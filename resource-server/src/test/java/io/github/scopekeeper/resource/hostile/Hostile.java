package io.github.scopekeeper.resource.hostile;

import io.github.scopekeeper.resource.request.ApiRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that must be refused.
 *
 * @param kind what is wrong with it
 * @param authorization the values of its {@code Authorization} headers
 * @param dpop the values of its {@code DPoP} headers
 * @param elsewhere where a good token is that does not count: a query, or other headers
 */
record Hostile(String kind, List<String> authorization, List<String> dpop, Elsewhere elsewhere) {

  record Elsewhere(String query, List<String> headers) {
    static final Elsewhere NOWHERE = new Elsewhere("", List.of());
  }

  static final String METHOD = "DELETE";
  static final String PATH = "/api/account";

  static Hostile bearer(String kind, String token) {
    return headers(kind, "Bearer " + token);
  }

  static Hostile headers(String kind, String... authorization) {
    return new Hostile(kind, List.of(authorization), List.of(), Elsewhere.NOWHERE);
  }

  ApiRequest asRequest() {
    return new ApiRequest(METHOD, PATH, authorization, dpop);
  }

  /** As it goes over the wire. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("%s %s%s HTTP/1.1".formatted(METHOD, PATH, elsewhere.query()));
    authorization.forEach(value -> lines.add("Authorization: " + value));
    dpop.forEach(value -> lines.add("DPoP: " + value));
    lines.addAll(elsewhere.headers());
    return lines;
  }

  /** Line ends in a value would be another request, which is the container's affair. */
  boolean fitsTheWire() {
    return lines().stream().noneMatch(line -> line.contains("\r") || line.contains("\n"))
        && lines().stream().mapToInt(String::length).sum() < 7_500;
  }

  @Override
  public String toString() {
    return "%s: %s %s".formatted(kind, authorization, dpop);
  }
}
