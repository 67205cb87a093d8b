package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.Access;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Answer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stands before the servlets of an API: who comes needs a token with the scopes, and a login as
 * young, as its rule says. A request that has no rule, neither here nor in annotations at its
 * servlet, is refused; where both have one, both count. Serves the API's metadata (RFC 9728).
 *
 * <p>Map it to {@code /*}, with support for asynchronous requests.
 */
public final class ScopeFilter implements Filter {

  private static final Answer AMBIGUOUS =
      AnswerWriter.plain(400, "invalid_request", "The path can be read in more than one way");

  private final String checked = ScopeFilter.class.getName() + "." + System.identityHashCode(this);
  private final ResourceServer server;
  private final Routes routes;
  private final boolean preflight;
  private final RequestAudit audit;
  private final MetadataEndpoint metadata;
  private final Uncovered uncovered = new Uncovered();
  private volatile ServletAnnotations annotations;

  ScopeFilter(ScopeFilterBuilder builder) {
    this.server = builder.server;
    this.routes = builder.routes;
    this.preflight = builder.preflight;
    this.audit = new RequestAudit(server, Optional.ofNullable(builder.trail), builder.proxies);
    this.metadata = new MetadataEndpoint(server, this::operations);
  }

  /**
   * @param server stays the caller's: it is not closed with the filter
   */
  public static ScopeFilterBuilder of(ResourceServer server) {
    return new ScopeFilterBuilder(server);
  }

  /** The token of a request that was let through; empty where it is open to all. */
  public static Optional<AccessToken> token(ServletRequest request) {
    return CurrentRequest.of(request).flatMap(CurrentRequest::allowed).map(Decision.Allowed::token);
  }

  /** What the token is good for; empty where the request is open to all. */
  public static Optional<Access> access(ServletRequest request) {
    return CurrentRequest.of(request)
        .flatMap(CurrentRequest::allowed)
        .map(Decision.Allowed::access);
  }

  /**
   * Says what the request touches, for the audit; the last word counts.
   *
   * @param id in the API's own words; null: nothing in particular
   */
  public static void resourceId(ServletRequest request, String id) {
    CurrentRequest.of(request).ifPresent(current -> current.resourceId(id));
  }

  /**
   * Refuses from inside an operation, such as with {@link Access#notReached}: answers as the filter
   * itself does, and the audit says that it was refused.
   *
   * @throws IllegalStateException where the response is on its way already
   */
  public static void refuse(ServletRequest request, ServletResponse response, Refusal refusal)
      throws IOException {
    CurrentRequest current =
        CurrentRequest.of(request)
            .orElseThrow(() -> new IllegalStateException("No scope filter let this request in."));
    Answer answer = current.refuse(refusal);
    response.resetBuffer();
    AnswerWriter.write(answer, (HttpServletResponse) response);
  }

  @Override
  public void init(FilterConfig config) {
    annotations = new ServletAnnotations(config.getServletContext());
    annotations.operations();
  }

  private Collection<Operation> operations() {
    return Stream.concat(routes.operations().stream(), annotations.operations().stream()).toList();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    if (http.getAttribute(checked) != null) {
      again(http, (HttpServletResponse) response, chain);
    } else {
      first(http, (HttpServletResponse) response, chain);
    }
  }

  /** Forwarded, asynchronous and error dispatches belong to a request that was checked before. */
  private static void again(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(known(request, response), response);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      CurrentRequest.of(request).ifPresent(CurrentRequest::failed);
      throw e;
    }
  }

  private static HttpServletRequest known(
      HttpServletRequest request, HttpServletResponse response) {
    return CurrentRequest.of(request)
        .flatMap(c -> c.allowed().map(allowed -> new Caller(request, response, c, allowed)))
        .map(HttpServletRequest.class::cast)
        .orElse(request);
  }

  private void first(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> path = RequestPath.of(request);
    if (path.isEmpty()) {
      AnswerWriter.write(AMBIGUOUS, response);
    } else if (path.get().equals(metadata.path())) {
      metadata.serve(request, response);
    } else if (preflight && isPreflight(request)) {
      chain.doFilter(request, response);
    } else {
      guarded(path.get(), request, response, chain);
    }
  }

  private static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Origin") != null
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  private void guarded(
      String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Routes.Match match = routes.find(request.getMethod(), path);
    Optional<Guard> routed = match.route().map(Routes.Route::guard);
    Optional<Guard> guard =
        annotations
            .find(request.getHttpServletMapping().getServletName(), request.getMethod())
            .map(annotated -> routed.map(r -> r.and(annotated)).orElse(annotated))
            .or(() -> routed);
    if (guard.isEmpty()) {
      AnswerWriter.write(uncovered.answer(request.getMethod(), path, match.methods()), response);
      return;
    }
    request.setAttribute(checked, true);
    if (guard.get().operation().isEmpty()) {
      chain.doFilter(request, response);
    } else {
      CurrentRequest current = CurrentRequest.begin(server, audit, request);
      match.route().flatMap(route -> route.touched(request)).ifPresent(current::resourceId);
      check(guard.get().operation().get(), current, request, response, chain);
    }
  }

  private void check(
      Operation operation,
      CurrentRequest current,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    Decision decision = server.check(ApiRequests.of(request), operation);
    current.decided(operation, decision);
    try {
      if (decision instanceof Decision.Refused refused) {
        AnswerWriter.write(server.answer(refused.refusal()), response);
      } else {
        chain.doFilter(known(request, response), response);
      }
    } catch (IOException | ServletException | RuntimeException | Error e) {
      current.failed();
      throw e;
    } finally {
      current.returned(response);
    }
  }
}
