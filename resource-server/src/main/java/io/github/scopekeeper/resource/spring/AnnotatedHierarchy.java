package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.resource.annotation.Annotations;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ReflectionUtils;

/**
 * A class or a method with all that it inherits annotations from: superclasses and interfaces,
 * those of the class that runs too, where it inherits the method itself from another.
 */
final class AnnotatedHierarchy implements Annotations.Source {

  private final Collection<? extends AnnotatedElement> elements;

  private AnnotatedHierarchy(Collection<? extends AnnotatedElement> elements) {
    this.elements = elements;
  }

  /** Without anything that it inherits. */
  static AnnotatedHierarchy only(AnnotatedElement element) {
    return new AnnotatedHierarchy(List.of(element));
  }

  static AnnotatedHierarchy of(Class<?> type) {
    return new AnnotatedHierarchy(typesOf(type));
  }

  /**
   * @param method as it was called
   * @param specific the one that will run
   * @param type the class of the object
   */
  static AnnotatedHierarchy of(Method method, Method specific, Class<?> type) {
    Set<Class<?>> types = typesOf(type);
    types.addAll(typesOf(method.getDeclaringClass()));
    List<Class<?>> parameters = parameters(specific, type);
    Set<Method> methods = new LinkedHashSet<>(List.of(specific));
    for (Class<?> each : types) {
      for (Method candidate : ReflectionUtils.getDeclaredMethods(each)) {
        if (isOverridden(candidate, specific) && parameters(candidate, type).equals(parameters)) {
          methods.add(candidate);
        }
      }
    }
    return new AnnotatedHierarchy(methods);
  }

  static Set<Class<?>> typesOf(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    collect(type, types);
    return types;
  }

  private static void collect(Class<?> type, Set<Class<?>> types) {
    if (type != null && type != Object.class && types.add(type)) {
      collect(type.getSuperclass(), types);
      for (Class<?> each : type.getInterfaces()) {
        collect(each, types);
      }
    }
  }

  private static boolean isOverridden(Method candidate, Method specific) {
    return candidate.getName().equals(specific.getName())
        && candidate.getParameterCount() == specific.getParameterCount()
        && !candidate.isBridge()
        && !Modifier.isPrivate(candidate.getModifiers())
        && !Modifier.isStatic(candidate.getModifiers());
  }

  private static List<Class<?>> parameters(Method method, Class<?> type) {
    Class<?>[] erased = method.getParameterTypes();
    return IntStream.range(0, erased.length)
        .<Class<?>>mapToObj(
            i -> ResolvableType.forMethodParameter(method, i, type).resolve(erased[i]))
        .toList();
  }

  @Override
  public <A extends Annotation> List<A> find(Class<A> type) {
    List<AnnotatedElement> having =
        elements.stream()
            .filter(element -> MergedAnnotations.from(element).isPresent(type))
            .map(AnnotatedElement.class::cast)
            .toList();
    return Annotations.nearest(having, AnnotatedHierarchy::declaring).stream()
        .flatMap(element -> MergedAnnotations.from(element).stream(type))
        .map(MergedAnnotation::synthesize)
        .toList();
  }

  private static Class<?> declaring(AnnotatedElement element) {
    return element instanceof Method method ? method.getDeclaringClass() : (Class<?>) element;
  }
}
