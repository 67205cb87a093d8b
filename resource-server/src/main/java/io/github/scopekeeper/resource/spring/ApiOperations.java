package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
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

  /** Its own error page is no operation of the API. */
  private static final String SPRING = "org.springframework.";

  private final ApplicationContext context;
  private final AnnotationReader reader;
  private final Set<Operation> operations = new CopyOnWriteArraySet<>();
  private final Set<String> bare = new TreeSet<>();

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
    if (context.containsBean(ScopekeeperAutoConfiguration.DEFAULT_CHAIN) && !bare.isEmpty()) {
      LOG.warn("Without an annotation, and so open to every good token: {}", bare);
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
        checkThatItCounts(method, type);
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

  /** Nothing can stand before methods that a proxy cannot override. */
  private void checkThatItCounts(Method method, Class<?> type) {
    boolean fixed =
        Modifier.isFinal(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
    if (fixed && (isHandler(method) || reader.standsAt(method))) {
      throw new IllegalArgumentException(
          "%s.%s cannot be guarded by annotations: make it neither final nor static."
              .formatted(type.getSimpleName(), method.getName()));
    }
  }

  void add(Collection<Operation> more) {
    operations.addAll(more);
  }

  Collection<Operation> all() {
    return List.copyOf(operations);
  }
}
