package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.Decision;
import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.audit.AuditRecord;
import io.github.scopekeeper.resource.audit.AuditRecordBuilder;
import io.github.scopekeeper.resource.audit.AuditTrail;
import io.github.scopekeeper.resource.audit.Outcome;
import io.github.scopekeeper.resource.request.TrustedProxies;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Writes down what was decided about a request, and how it ended. */
public final class RequestAudit {

  /**
   * Where a request came from; read at its start, since a container may use its object again.
   *
   * @param address null where it is not known
   * @param userAgent null where it did not say
   */
  record Origin(String address, String userAgent) {}

  private final ResourceServer server;
  private final Optional<AuditTrail> trail;
  private final TrustedProxies proxies;

  /**
   * @param trail empty: nothing is written
   * @param proxies whose word counts for the caller's address
   */
  public RequestAudit(ResourceServer server, Optional<AuditTrail> trail, TrustedProxies proxies) {
    this.server = Objects.requireNonNull(server, "server");
    this.trail = Objects.requireNonNull(trail, "trail");
    this.proxies = Objects.requireNonNull(proxies, "proxies");
  }

  Origin origin(HttpServletRequest request) {
    return trail.isEmpty()
        ? new Origin(null, null)
        : new Origin(
            proxies.client(request.getRemoteAddr(), ApiRequests.headers(request, proxies.header())),
            request.getHeader("User-Agent"));
  }

  /**
   * @param failure why the operation failed, where it was let through; empty: it did not
   * @param resourceId null: nothing in particular
   */
  void write(
      Operation operation,
      Decision decision,
      Optional<String> failure,
      Origin origin,
      String resourceId) {
    if (trail.isEmpty() || !server.isAudited(operation, decision)) {
      return;
    }
    Optional<AccessToken> token = token(decision);
    AuditRecord record =
        ended(operation, decision, failure)
            .subject(token.flatMap(AccessToken::subject).orElse(null))
            .clientId(token.flatMap(AccessToken::clientId).orElse(null))
            .scopes(
                scopes(operation, decision).stream()
                    .limit(AuditRecord.MAX_SCOPES)
                    .map(ScopeName::value)
                    .toList())
            .ipAddress(origin.address())
            .userAgent(origin.userAgent())
            .resourceId(resourceId)
            .build();
    trail.get().accept(record);
  }

  private AuditRecordBuilder ended(
      Operation operation, Decision decision, Optional<String> failure) {
    if (decision instanceof Decision.Refused refused) {
      return AuditRecord.builder(operation.action(), Outcome.REFUSED)
          .reason(server.answer(refused.refusal()).error());
    }
    return AuditRecord.builder(
            operation.action(), failure.isPresent() ? Outcome.FAILURE : Outcome.SUCCESS)
        .reason(failure.orElse(null));
  }

  private static Optional<AccessToken> token(Decision decision) {
    return decision instanceof Decision.Allowed allowed
        ? Optional.of(allowed.token())
        : ((Decision.Refused) decision).token();
  }

  private static Set<ScopeName> scopes(Operation operation, Decision decision) {
    if (decision instanceof Decision.Allowed allowed) {
      return allowed.access().used();
    }
    Refusal refusal = ((Decision.Refused) decision).refusal();
    if (refusal instanceof Refusal.Scope scope) {
      return scope.scope();
    }
    return refusal instanceof Refusal.Login login ? login.scope() : operation.rule().named();
  }
}
