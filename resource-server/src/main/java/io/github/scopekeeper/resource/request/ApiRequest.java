package io.github.scopekeeper.resource.request;

import java.util.List;
import java.util.Objects;

/**
 * What the check needs of a request. All of it is the caller's word.
 *
 * @param method the HTTP method, as it was sent
 * @param path the path as it was sent, percent-encoding included, without query; a DPoP proof must
 *     name it (RFC 9449, section 4.2)
 * @param authorization the values of all {@code Authorization} headers; never null
 * @param dpop the values of all {@code DPoP} headers; never null
 */
public record ApiRequest(
    String method, String path, List<String> authorization, List<String> dpop) {

  public ApiRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    authorization = List.copyOf(authorization);
    dpop = List.copyOf(dpop);
  }

  /** Neither the token nor the proof. */
  @Override
  public String toString() {
    return "ApiRequest[method=%s, path=%s]".formatted(method, path);
  }
}
