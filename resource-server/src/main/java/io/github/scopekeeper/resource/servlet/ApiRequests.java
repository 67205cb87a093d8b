package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.request.ApiRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** What the check needs of a servlet request. */
public final class ApiRequests {

  private ApiRequests() {}

  /** What the check needs of this request; the path as it was sent. */
  public static ApiRequest of(HttpServletRequest request) {
    return new ApiRequest(
        request.getMethod(),
        request.getRequestURI(),
        headers(request, "Authorization"),
        headers(request, "DPoP"));
  }

  /** All values, in their order; containers may withhold headers altogether. */
  static List<String> headers(HttpServletRequest request, String name) {
    Enumeration<String> values = request.getHeaders(name);
    return values == null ? List.of() : Collections.list(values);
  }
}
