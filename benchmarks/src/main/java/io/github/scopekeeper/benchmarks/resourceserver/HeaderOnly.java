package io.github.scopekeeper.benchmarks.resourceserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;

/** A request that has nothing but one header. */
final class HeaderOnly extends HttpServletRequestWrapper {

  private static final HttpServletRequest NOTHING =
      (HttpServletRequest)
          Proxy.newProxyInstance(
              HeaderOnly.class.getClassLoader(),
              new Class<?>[] {HttpServletRequest.class},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  private final String authorization;

  HeaderOnly(String authorization) {
    super(NOTHING);
    this.authorization = authorization;
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getHeader(String name) {
    return "Authorization".equalsIgnoreCase(name) ? authorization : null;
  }

  @Override
  public String[] getParameterValues(String name) {
    return null;
  }
}
