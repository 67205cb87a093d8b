package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.annotation.Annotations;
import io.github.scopekeeper.resource.rule.Guard;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.util.ReflectionUtils;

/**
 * Reads our annotations as Spring reads its own: inherited, from interfaces, composed. Where
 * neither of two places overrides the other, as with two interfaces, both count.
 */
final class AnnotationReader {

  private final Map<MethodClassKey, Optional<Guard>> known = new ConcurrentHashMap<>();
  private final Map<Class<?>, Boolean> annotated = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException where they contradict each other
   */
  Optional<Guard> guard(Method method, Class<?> type) {
    if (method.getDeclaringClass() == Object.class
        || !(isAnnotated(type) || isAnnotated(method.getDeclaringClass()))) {
      return Optional.empty();
    }
    return known.computeIfAbsent(new MethodClassKey(method, type), key -> read(method, type));
  }

  /** Whether one of them stands at the class, at a method of it, or where it inherits from. */
  boolean isAnnotated(Class<?> type) {
    return AnnotatedHierarchy.typesOf(type).stream()
        .anyMatch(each -> annotated.computeIfAbsent(each, AnnotationReader::saysItself));
  }

  private static boolean saysItself(Class<?> type) {
    if (type.getName().startsWith("java.")) {
      return false;
    }
    if (Annotations.says(AnnotatedHierarchy.only(type))) {
      return true;
    }
    for (Method method : ReflectionUtils.getDeclaredMethods(type)) {
      if (Annotations.says(AnnotatedHierarchy.only(method))) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of them stands at the method itself or at one that it overrides. */
  boolean standsAt(Method method, Class<?> type) {
    return Annotations.says(AnnotatedHierarchy.of(method, method, type));
  }

  private static Optional<Guard> read(Method method, Class<?> type) {
    Method specific = AopUtils.getMostSpecificMethod(method, type);
    return Annotations.guard(
        AnnotatedHierarchy.of(type),
        AnnotatedHierarchy.of(method, specific, type),
        type.getSimpleName() + "." + specific.getName());
  }
}
