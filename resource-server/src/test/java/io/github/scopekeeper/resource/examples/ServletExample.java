package io.github.scopekeeper.resource.examples;

import io.github.scopekeeper.resource.Access;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.annotation.Audited;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.audit.LogAuditSink;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What the documentation shows of servlets. */
final class ServletExample {

  private static final URI REALM = URI.create("https://id.example.com/realms/fitness");
  private static final URI RESOURCE = URI.create("https://api.example.com");

  private ServletExample() {}

  static ScopeFilter filter() {
    ResourceServer server = ResourceServer.builder(REALM, RESOURCE, "fitness-api").build();
    AuditTrail trail = AuditTrail.builder().sink(new LogAuditSink()).start();
    ScopeFilter filter =
        ScopeFilter.of(server)
            .open("/public/*")
            .route(
                "GET", "/workouts/*", Operation.named("workouts.read").requireAll("workouts:read"))
            .route(
                "DELETE",
                "/workouts/*",
                Operation.named("workouts.delete").requireAll("workouts:delete"))
            .audit(trail)
            .build();
    return filter;
  }

  @RequireScopes("account:delete")
  static class Account extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    @RequireRecentAuth(seconds = 300)
    @Audited("account.delete")
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
      ScopeFilter.resourceId(request, request.getRemoteUser());
    }
  }

  static class Appointments extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String owner = request.getParameter("user");
      Access access = ScopeFilter.access(request).orElseThrow();
      Optional<Refusal> refusal = access.notReached(owner);
      if (refusal.isPresent()) {
        ScopeFilter.refuse(request, response, refusal.get());
        return;
      }
      response.getWriter().write("[]");
    }
  }
}
