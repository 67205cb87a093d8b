package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.rule.ScopeRule;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * What requests take, for {@code authorizeHttpRequests}: {@code .requestMatchers(DELETE,
 * "/account").access(requireAll("account:delete").requireRecentAuth(Duration.ofMinutes(5)))}.
 * Immutable.
 */
public final class ScopeAccess implements AuthorizationManager<RequestAuthorizationContext> {

  private static final int LONGEST_NAME = 100;

  private final Operation operation;

  private ScopeAccess(Operation operation) {
    this.operation = Objects.requireNonNull(operation, "operation");
  }

  /**
   * All of these scopes.
   *
   * @throws IllegalArgumentException when a name is no scope-token, or where there is none
   */
  public static ScopeAccess requireAll(String... scopes) {
    return require(ScopeRule.requireAll(scopes));
  }

  /**
   * One of these scopes; apps are told to ask for the first.
   *
   * @throws IllegalArgumentException when a name is no scope-token, or where there is none
   */
  public static ScopeAccess requireAny(String... scopes) {
    return require(ScopeRule.requireAny(scopes));
  }

  /** A rule in which others are nested. Until it is {@link #named}, it is named by its scopes. */
  public static ScopeAccess require(ScopeRule rule) {
    String scopes =
        rule.named().stream().map(ScopeName::value).sorted().collect(Collectors.joining(" "));
    String name = scopes.isEmpty() ? "any token" : scopes;
    return new ScopeAccess(
        Operation.named(name.substring(0, Math.min(LONGEST_NAME, name.length()))).require(rule));
  }

  /** Any good token will do. */
  public static ScopeAccess anyToken() {
    return require(ScopeRule.anyToken());
  }

  /** What was said elsewhere. */
  public static ScopeAccess operation(Operation operation) {
    return new ScopeAccess(operation);
  }

  /**
   * The user's login must not be older (RFC 9470).
   *
   * @param maxAge at least a second
   */
  public ScopeAccess requireRecentAuth(Duration maxAge) {
    return new ScopeAccess(operation.requireRecentAuth(maxAge));
  }

  /**
   * What it is called in the audit.
   *
   * @param action such as {@code account.delete}; 1 to 100 characters
   */
  public ScopeAccess named(String action) {
    return new ScopeAccess(
        new Operation(
            action, operation.rule(), operation.maxAuthenticationAge(), operation.audited()));
  }

  /** It is written down, privileged or not. */
  public ScopeAccess audit() {
    return new ScopeAccess(operation.audit());
  }

  /**
   * What an operation throws that was let through but may not do this after all, such as {@code
   * access.notReached(owner)}.
   */
  public static AccessDeniedException denied(Refusal refusal) {
    return new AuthorizationDeniedException(
        "The operation refused", ScopeDecision.refusedByOperation(refusal));
  }

  Operation operation() {
    return operation;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends Authentication> authentication, RequestAuthorizationContext context) {
    return Deciding.decide(context.getRequest(), authentication.get(), operation);
  }
}
