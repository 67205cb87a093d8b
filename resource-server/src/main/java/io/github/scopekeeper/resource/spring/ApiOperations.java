package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** What the API does: what annotations at its controllers say, and what was advertised. */
final class ApiOperations implements SmartInitializingSingleton {

  private final ApplicationContext context;
  private final AnnotationReader reader;
  private final Set<Operation> operations = new CopyOnWriteArraySet<>();

  ApiOperations(ApplicationContext context, AnnotationReader reader) {
    this.context = context;
    this.reader = reader;
  }

  /** Annotations that contradict each other stop the start. */
  @Override
  public void afterSingletonsInstantiated() {
    for (String name : context.getBeanNamesForAnnotation(Controller.class)) {
      Class<?> type = context.getType(name);
      if (type != null) {
        add(ClassUtils.getUserClass(type));
      }
    }
  }

  private void add(Class<?> type) {
    for (Method method : ReflectionUtils.getUniqueDeclaredMethods(type)) {
      reader.guard(method, type).flatMap(Guard::operation).ifPresent(operations::add);
    }
  }

  void add(Collection<Operation> more) {
    operations.addAll(more);
  }

  Collection<Operation> all() {
    return List.copyOf(operations);
  }
}
