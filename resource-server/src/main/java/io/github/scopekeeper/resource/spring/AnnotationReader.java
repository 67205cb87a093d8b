package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.annotation.Annotations;
import io.github.scopekeeper.resource.rule.Guard;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Reads our annotations as Spring reads its own: inherited, from interfaces, composed. */
final class AnnotationReader {

  private final Map<MethodClassKey, Optional<Guard>> known = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException where they contradict each other
   */
  Optional<Guard> guard(Method method, Class<?> type) {
    if (method.getDeclaringClass() == Object.class) {
      return Optional.empty();
    }
    return known.computeIfAbsent(new MethodClassKey(method, type), key -> read(method, type));
  }

  /** Whether one of them stands at the method itself or at one that it overrides. */
  boolean standsAt(Method method) {
    return Annotations.says(of(method));
  }

  private static Optional<Guard> read(Method method, Class<?> type) {
    Method specific = AopUtils.getMostSpecificMethod(method, type);
    return Annotations.guard(
        of(type), of(specific), type.getSimpleName() + "." + specific.getName());
  }

  private static Annotations.Source of(AnnotatedElement element) {
    return new Annotations.Source() {
      @Override
      public <A extends Annotation> Optional<A> find(Class<A> type) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, type));
      }
    };
  }
}
