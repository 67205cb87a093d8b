package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.annotation.Audited;
import io.github.scopekeeper.resource.annotation.OpenToAll;
import io.github.scopekeeper.resource.annotation.RequireAnyScope;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Our annotations at controllers and services. */
final class MethodAccess implements AuthorizationManager<MethodInvocation> {

  private static final List<Class<? extends Annotation>> TYPES =
      List.of(
          RequireScopes.class,
          RequireAnyScope.class,
          RequireRecentAuth.class,
          Audited.class,
          OpenToAll.class);

  private final AnnotationReader reader;
  private final ObjectProvider<ResourceServer> server;

  MethodAccess(AnnotationReader reader, ObjectProvider<ResourceServer> server) {
    this.reader = reader;
    this.server = server;
  }

  /** Methods and classes at which one of them stands. */
  static Pointcut pointcut() {
    ComposablePointcut all =
        new ComposablePointcut((Pointcut) new AnnotationMatchingPointcut(TYPES.get(0), true));
    for (Class<? extends Annotation> type : TYPES) {
      all.union((Pointcut) new AnnotationMatchingPointcut(type, true));
      all.union((Pointcut) new AnnotationMatchingPointcut(null, type, true));
    }
    return all;
  }

  @Override
  public AuthorizationResult authorize(
      Supplier<? extends Authentication> authentication, MethodInvocation invocation) {
    Object target = invocation.getThis();
    Class<?> type =
        target == null
            ? invocation.getMethod().getDeclaringClass()
            : ClassUtils.getUserClass(target);
    Optional<Guard> guard = reader.guard(invocation.getMethod(), type);
    if (guard.isEmpty() || guard.get().operation().isEmpty()) {
      return new AuthorizationDecision(true);
    }
    return authorize(authentication.get(), guard.get().operation().get());
  }

  private AuthorizationResult authorize(Authentication authentication, Operation operation) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
      return Deciding.decide(request.getRequest(), authentication, operation);
    }
    return authentication instanceof ScopekeeperAuthentication known
        ? ScopeDecision.of(server.getObject().authorize(known.getPrincipal(), operation))
        : new AuthorizationDecision(false);
  }
}
