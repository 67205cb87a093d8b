package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the API does: what annotations at its controllers say, and what was advertised. */
final class ApiOperations implements SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(ApiOperations.class);

  /** Its own error page is no operation of the API, and its final methods stay final. */
  private static final String SPRING = "org.springframework.";

  private static final String JAVA = "java.";

  private final ApplicationContext context;
  private final AnnotationReader reader;
  private final Set<Operation> operations = new CopyOnWriteArraySet<>();
  private final Set<String> bare = new TreeSet<>();
  private final Set<String> unguarded = new TreeSet<>();

  ApiOperations(ApplicationContext context, AnnotationReader reader) {
    this.context = context;
    this.reader = reader;
  }

  /** Annotations that contradict each other, or that would count for nothing, stop the start. */
  @Override
  public void afterSingletonsInstantiated() {
    for (String name : context.getBeanNamesForAnnotation(Controller.class)) {
      Class<?> type = context.getType(name);
      if (type != null) {
        add(ClassUtils.getUserClass(type));
      }
    }
    for (String name : context.getBeanDefinitionNames()) {
      Class<?> type = context.getType(name, false);
      if (type != null && reader.isAnnotated(ClassUtils.getUserClass(type))) {
        checkThatAllCount(ClassUtils.getUserClass(type));
      }
    }
    if (context.containsBean(ScopekeeperAutoConfiguration.DEFAULT_CHAIN) && !bare.isEmpty()) {
      LOG.warn("Without an annotation, and so open to every good token: {}", bare);
    }
    if (!unguarded.isEmpty()) {
      LOG.warn(
          "What their classes demand does not guard these methods, which a superclass makes final: {}",
          unguarded);
    }
  }

  private void add(Class<?> type) {
    for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
      Optional<Guard> guard = reader.guard(method, type);
      if (guard.isEmpty() && isHandler(method) && !type.getName().startsWith(SPRING)) {
        bare.add(type.getSimpleName() + "." + method.getName());
      }
      Optional<Operation> operation = guard.flatMap(Guard::operation);
      if (operation.isPresent()) {
        checkHandler(method, type);
        operations.add(operation.get());
      }
    }
  }

  private static boolean isHandler(Method method) {
    return AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class);
  }

  /** The handlers that have no annotation of ours. */
  List<String> bare() {
    return List.copyOf(bare);
  }

  private static void checkHandler(Method method, Class<?> type) {
    if (isFixed(method) && isHandler(method)) {
      throw new IllegalArgumentException(fault(method, type));
    }
  }

  /**
   * Of a handler's helpers and other services those at which an annotation stands, and those that
   * others may call past what stands at the class.
   */
  private void checkThatAllCount(Class<?> type) {
    for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
      if (!isFixed(method)) {
        continue;
      }
      boolean itself = reader.standsAt(method, type);
      if (itself || (isCallable(method) && isGuarded(method, type))) {
        if (!itself && isOfFramework(method.getDeclaringClass())) {
          unguarded.add(type.getSimpleName() + "." + method.getName());
        } else {
          throw new IllegalArgumentException(fault(method, type));
        }
      }
    }
  }

  private boolean isGuarded(Method method, Class<?> type) {
    return reader.guard(method, type).flatMap(Guard::operation).isPresent();
  }

  private static boolean isOfFramework(Class<?> type) {
    return type.getName().startsWith(SPRING) || type.getName().startsWith(JAVA);
  }

  /** Whether a caller that has the bean reaches it there. */
  private static boolean isCallable(Method method) {
    return (method.getModifiers() & (Modifier.STATIC | Modifier.PRIVATE)) == 0;
  }

  /**
   * Nothing can stand before methods that a proxy cannot override. Those of a JDK proxy are final
   * and are passed through another one.
   */
  private static boolean isFixed(Method method) {
    return (method.getModifiers() & (Modifier.FINAL | Modifier.STATIC | Modifier.PRIVATE)) != 0
        && !Proxy.isProxyClass(method.getDeclaringClass());
  }

  private static String fault(Method method, Class<?> type) {
    return "%s.%s cannot be guarded by annotations: make it neither final nor static nor private."
        .formatted(type.getSimpleName(), method.getName());
  }

  void add(Collection<Operation> more) {
    operations.addAll(more);
  }

  Collection<Operation> all() {
    return List.copyOf(operations);
  }
}
