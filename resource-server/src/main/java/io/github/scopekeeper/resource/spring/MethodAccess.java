package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.ResourceServer;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
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

  private final AnnotationReader reader;
  private final ObjectProvider<ResourceServer> server;

  MethodAccess(AnnotationReader reader, ObjectProvider<ResourceServer> server) {
    this.reader = reader;
    this.server = server;
  }

  /** The methods that the reader finds something for. */
  static Pointcut pointcut(AnnotationReader reader) {
    StaticMethodMatcherPointcut guarded =
        new StaticMethodMatcherPointcut() {
          @Override
          public boolean matches(Method method, Class<?> type) {
            return reader.guard(method, ClassUtils.getUserClass(type)).isPresent();
          }
        };
    guarded.setClassFilter(type -> reader.isAnnotated(ClassUtils.getUserClass(type)));
    return guarded;
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
