package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.request.TrustedProxies;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.function.Function;

/**
 * The settings of a {@link ScopeFilter}.
 *
 * <p>Patterns are those of servlets without extensions: {@code /workouts} is this path alone (a
 * slash at its end makes no other), {@code /workouts/*} is it and all below. They are compared with
 * the path inside the context. The order of the calls does not matter: an exact pattern comes
 * before a prefix, a longer prefix before a shorter. The most specific pattern decides alone: a
 * method that it has no rule for is answered with 405.
 */
public final class ScopeFilterBuilder {

  final ResourceServer server;
  final Routes routes = new Routes();
  boolean preflight;
  AuditTrail trail;
  TrustedProxies proxies = TrustedProxies.none();

  ScopeFilterBuilder(ResourceServer server) {
    this.server = Objects.requireNonNull(server, "server");
  }

  /**
   * Nobody looks for a token here, whatever the method.
   *
   * @throws IllegalArgumentException where the pattern is none, or has a rule already
   */
  public ScopeFilterBuilder open(String pattern) {
    return open(Routes.ANY_METHOD, pattern);
  }

  /**
   * Nobody looks for a token here.
   *
   * @throws IllegalArgumentException where the pattern is none, or has a rule for the method
   */
  public ScopeFilterBuilder open(String method, String pattern) {
    return add(method, pattern, new Routes.Route(Guard.open(), request -> null));
  }

  /**
   * What this method takes here. {@code GET} is {@code HEAD} too, unless that has a rule.
   *
   * @param method in capitals; {@code *}: every method that has no rule of its own
   * @throws IllegalArgumentException where the pattern is none, or has a rule for the method
   */
  public ScopeFilterBuilder route(String method, String pattern, Operation operation) {
    return route(method, pattern, operation, request -> null);
  }

  /**
   * As {@link #route(String, String, Operation)}, with a function that tells from the request what
   * is touched, for the audit.
   *
   * @param resourceId may return null; see also {@link ScopeFilter#resourceId}
   */
  public ScopeFilterBuilder route(
      String method,
      String pattern,
      Operation operation,
      Function<HttpServletRequest, String> resourceId) {
    Objects.requireNonNull(resourceId, "resourceId");
    return add(method, pattern, new Routes.Route(Guard.of(operation), resourceId));
  }

  /**
   * Lets CORS preflights through without a rule: {@code OPTIONS} with {@code Origin} and {@code
   * Access-Control-Request-Method}, which never carry a token. The API itself answers them.
   *
   * <p>Anybody can send such a request, to any path. So nothing behind this filter may change the
   * method of a request, as filters do that read {@code X-HTTP-Method-Override}: an {@code OPTIONS}
   * could become a {@code DELETE} that was never checked. Put those before this filter.
   */
  public ScopeFilterBuilder letPreflightThrough() {
    preflight = true;
    return this;
  }

  /**
   * Where privileged operations are written down: when they have ended, and when they were refused.
   *
   * @param trail stays the caller's: it is not closed with the filter
   */
  public ScopeFilterBuilder audit(AuditTrail trail) {
    this.trail = Objects.requireNonNull(trail, "trail");
    return this;
  }

  /** Whose word counts for the caller's address in the audit; by default nobody's. */
  public ScopeFilterBuilder trustedProxies(TrustedProxies proxies) {
    this.proxies = Objects.requireNonNull(proxies, "proxies");
    return this;
  }

  private ScopeFilterBuilder add(String method, String pattern, Routes.Route route) {
    if (!method.equals(Routes.ANY_METHOD) && !method.matches("[A-Z]+")) {
      throw new IllegalArgumentException("A method is written GET or POST, not " + method + ".");
    }
    routes.add(method, pattern, route);
    return this;
  }

  /** The filter; do not use the builder again. */
  public ScopeFilter build() {
    return new ScopeFilter(this);
  }
}
