package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.annotation.Annotations;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What stands at servlets and at their {@code doGet}, {@code doPost} and the like. */
final class ServletAnnotations {

  private static final Map<String, String> METHODS =
      Map.of(
          "GET", "doGet",
          "HEAD", "doHead",
          "POST", "doPost",
          "PUT", "doPut",
          "PATCH", "doPatch",
          "DELETE", "doDelete",
          "OPTIONS", "doOptions",
          "TRACE", "doTrace");

  private final ServletContext context;
  private final Map<String, Map<String, Guard>> byServlet = new ConcurrentHashMap<>();

  ServletAnnotations(ServletContext context) {
    this.context = context;
  }

  /**
   * @param servlet its name in this context; null: nobody's
   * @param httpMethod as it was sent
   */
  Optional<Guard> find(String servlet, String httpMethod) {
    if (servlet == null) {
      return Optional.empty();
    }
    Map<String, Guard> guards = byServlet.computeIfAbsent(servlet, this::read);
    return Optional.ofNullable(guards.get(httpMethod));
  }

  /** Of all servlets that are there by now. */
  List<Operation> operations() {
    return context.getServletRegistrations().keySet().stream()
        .flatMap(name -> byServlet.computeIfAbsent(name, this::read).values().stream())
        .flatMap(guard -> guard.operation().stream())
        .distinct()
        .toList();
  }

  private Map<String, Guard> read(String servlet) {
    Optional<Class<?>> type = type(servlet);
    Map<String, Guard> guards = new ConcurrentHashMap<>();
    if (type.isPresent()) {
      METHODS.forEach(
          (http, java) ->
              guard(type.get(), http, java).ifPresent(guard -> guards.put(http, guard)));
    }
    return guards;
  }

  private static Optional<Guard> guard(Class<?> type, String http, String java) {
    Optional<Method> method = method(type, java);
    if (http.equals("HEAD") && method.isEmpty()) {
      return guard(type, "GET", "doGet");
    }
    return Annotations.guard(
        of(type),
        method.map(ServletAnnotations::of).orElse(Annotations.Source.NONE),
        type.getSimpleName() + "." + java);
  }

  private static Annotations.Source of(AnnotatedElement element) {
    return new Annotations.Source() {
      @Override
      public <A extends Annotation> Optional<A> find(Class<A> type) {
        return Optional.ofNullable(element.getAnnotation(type));
      }
    };
  }

  /** The one that will run, unless it is the container's own. */
  private static Optional<Method> method(Class<?> type, String name) {
    for (Class<?> at = type; at != null && at != HttpServlet.class; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() == 2
            && !method.isBridge()) {
          return Optional.of(method);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Class<?>> type(String servlet) {
    ServletRegistration registration = context.getServletRegistration(servlet);
    String name = registration == null ? null : registration.getClassName();
    if (name == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Class.forName(name, false, Thread.currentThread().getContextClassLoader()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "The servlet %s has no class %s.".formatted(servlet, name), e);
    }
  }
}
