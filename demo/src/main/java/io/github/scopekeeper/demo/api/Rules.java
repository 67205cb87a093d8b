package io.github.scopekeeper.demo.api;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.servlet.ScopeFilter;
import java.time.Duration;

/** What each route takes. What is not named here is refused. */
final class Rules {

  private Rules() {}

  static ScopeFilter filter(ResourceServer server, AuditTrail trail) {
    return ScopeFilter.of(server)
        .audit(trail)
        .open("/health")
        .open("GET", "/api/public/templates")
        .route("GET", "/api/profile", all("profile.read", "profile:read"))
        .route("GET", "/api/workouts", all("workouts.read", "workouts:read"))
        .route("POST", "/api/workouts", all("workouts.log", "workouts:write"))
        .route("DELETE", "/api/workouts", all("workouts.delete", "workouts:delete"))
        // Their own for users, everybody's for administrators.
        .route(
            "GET",
            "/api/appointments",
            Operation.named("appointments.read").requireAny("appointments:read", "admin:users"))
        .route("POST", "/api/appointments", all("appointments.book", "appointments:manage"))
        .route("POST", "/api/week", all("week.plan", "workouts:write", "appointments:manage"))
        .route("PUT", "/api/billing", all("billing.change", "billing:manage"))
        .route(
            "DELETE",
            "/api/account",
            all("account.delete", "account:delete")
                .requireRecentAuth(Duration.ofMinutes(5))
                .audit())
        .build();
  }

  private static Operation all(String action, String... scopes) {
    return Operation.named(action).requireAll(scopes);
  }
}
