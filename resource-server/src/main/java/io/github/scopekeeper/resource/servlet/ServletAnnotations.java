package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.resource.annotation.Annotations;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What stands at servlets, at their {@code service}, and at their {@code doGet}, {@code doPost} and
 * the like. Methods that have none of these are {@code service}'s and the class's.
 */
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

  private static final Set<List<Class<?>>> PARAMETERS =
      Set.of(
          List.of(HttpServletRequest.class, HttpServletResponse.class),
          List.of(ServletRequest.class, ServletResponse.class));

  private static final String SERVICE = "service";
  private static final String OTHERS = "*";

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
    return Optional.ofNullable(guards.get(METHODS.containsKey(httpMethod) ? httpMethod : OTHERS));
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
      guard(type.get(), OTHERS, SERVICE).ifPresent(guard -> guards.put(OTHERS, guard));
    }
    return guards;
  }

  private static Optional<Guard> guard(Class<?> type, String http, String java) {
    if (http.equals("HEAD") && methods(type, java).isEmpty()) {
      return guard(type, "GET", "doGet");
    }
    Optional<Guard> method =
        Annotations.guard(of(type), source(type, java), type.getSimpleName() + "." + java);
    Optional<Guard> service =
        Annotations.guard(
            Annotations.Source.NONE, source(type, SERVICE), type.getSimpleName() + "." + SERVICE);
    return method.map(m -> service.map(m::and).orElse(m)).or(() -> service);
  }

  /** The nearest at which something stands: who overrides it does not open it by saying nothing. */
  private static Annotations.Source source(Class<?> type, String java) {
    return methods(type, java).stream()
        .map(ServletAnnotations::of)
        .filter(Annotations::says)
        .findFirst()
        .orElse(Annotations.Source.NONE);
  }

  /** What stands at a class, and at its interfaces: those are not inherited by Java itself. */
  private static Annotations.Source of(Class<?> servlet) {
    Set<Class<?>> types = new LinkedHashSet<>();
    collect(servlet, types);
    return new Annotations.Source() {
      @Override
      public <A extends Annotation> List<A> find(Class<A> annotation) {
        List<Class<?>> having =
            types.stream()
                .filter(type -> !ComposedAnnotations.at(type, annotation).isEmpty())
                .collect(Collectors.toList());
        return Annotations.nearest(having, type -> type).stream()
            .flatMap(type -> ComposedAnnotations.at(type, annotation).stream())
            .toList();
      }
    };
  }

  private static void collect(Class<?> type, Set<Class<?>> types) {
    if (type != null && types.add(type)) {
      collect(type.getSuperclass(), types);
      List.of(type.getInterfaces()).forEach(each -> collect(each, types));
    }
  }

  private static Annotations.Source of(Method method) {
    return new Annotations.Source() {
      @Override
      public <A extends Annotation> List<A> find(Class<A> type) {
        return ComposedAnnotations.at(method, type);
      }
    };
  }

  /** The one that will run and those it overrides, unless they are the container's own. */
  private static List<Method> methods(Class<?> type, String name) {
    List<Method> methods = new ArrayList<>();
    for (Class<?> at = type; at != null && at != HttpServlet.class; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        boolean called = PARAMETERS.contains(List.of(method.getParameterTypes()));
        if (called && method.getName().equals(name) && !method.isBridge()) {
          methods.add(method);
        }
      }
    }
    return methods;
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
