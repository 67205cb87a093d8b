package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.servlet.ApiRequests;
import io.github.scopekeeper.resource.servlet.CurrentRequest;
import io.github.scopekeeper.resource.servlet.RequestAudit;
import io.github.scopekeeper.resource.token.AccessToken;
import io.github.scopekeeper.resource.token.TokenException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls, and sees to the end of the request. It refuses nothing: whoever needs a
 * token answers what became of it, and what is open takes no notice of a broken one.
 */
final class ScopekeeperFilter extends OncePerRequestFilter {

  private static final Operation ANY = Operation.named("any");

  private final ResourceServer server;
  private final RequestAudit audit;
  private final SecurityContextHolderStrategy holder =
      SecurityContextHolder.getContextHolderStrategy();

  /** For asynchronous dispatches, which come without their token. */
  private final RequestAttributeSecurityContextRepository contexts =
      new RequestAttributeSecurityContextRepository();

  ScopekeeperFilter(ResourceServer server, RequestAudit audit) {
    this.server = server;
    this.audit = audit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CurrentRequest current = CurrentRequest.begin(server, audit, request);
    Deciding.keep(request, server);
    authenticate(request, response);
    try {
      chain.doFilter(current.watched(request, response), response);
    } catch (IOException | ServletException | RuntimeException | Error e) {
      current.failed();
      throw e;
    } finally {
      current.returned(response);
    }
  }

  private void authenticate(HttpServletRequest request, HttpServletResponse response) {
    try {
      AccessToken token = server.authenticate(ApiRequests.of(request));
      SecurityContext context = holder.createEmptyContext();
      context.setAuthentication(new ScopekeeperAuthentication(token, scopes(token)));
      holder.setContext(context);
      contexts.saveContext(context, request, response);
    } catch (TokenException e) {
      Deciding.keep(request, e);
    }
  }

  private Set<ScopeName> scopes(AccessToken token) {
    return ((Decision.Allowed) server.authorize(token, ANY)).access().scopes();
  }
}
