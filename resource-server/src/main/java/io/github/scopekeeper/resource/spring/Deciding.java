package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.servlet.CurrentRequest;
import io.github.scopekeeper.resource.token.TokenException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;

/** Asks the server about an operation of a request that {@link ScopekeeperFilter} has seen. */
final class Deciding {

  private static final String SERVER = Deciding.class.getName() + ".server";
  private static final String PROBLEM = Deciding.class.getName() + ".problem";

  private Deciding() {}

  static void keep(HttpServletRequest request, ResourceServer server) {
    request.setAttribute(SERVER, server);
  }

  /** The request has no good token: those who need one will say so. */
  static void keep(HttpServletRequest request, TokenException problem) {
    request.setAttribute(PROBLEM, problem);
  }

  /** Null where there is a good token. */
  static TokenException problem(HttpServletRequest request) {
    return (TokenException) request.getAttribute(PROBLEM);
  }

  static ScopeDecision decide(
      HttpServletRequest request, Authentication authentication, Operation operation) {
    if (!(request.getAttribute(SERVER) instanceof ResourceServer server)) {
      throw new IllegalStateException(
          "Scopes cannot be checked: add http.with(scopekeeper(), withDefaults()) to the"
              + " SecurityFilterChain.");
    }
    TokenException problem = problem(request);
    if (problem != null) {
      return ScopeDecision.refused(server.refusal(problem, operation));
    }
    return ScopeDecision.of(
        CurrentRequest.of(request)
            .orElseThrow()
            .decide(((ScopekeeperAuthentication) authentication).getPrincipal(), operation));
  }
}
