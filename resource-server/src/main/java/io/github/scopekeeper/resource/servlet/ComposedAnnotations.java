package io.github.scopekeeper.resource.servlet;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Annotations as Spring finds them: those at a place itself, and those at its annotations. */
final class ComposedAnnotations {

  private ComposedAnnotations() {}

  /** All of this type, without those that the place inherits. */
  static <A extends Annotation> List<A> at(AnnotatedElement place, Class<A> type) {
    List<A> found = new ArrayList<>();
    Set<Class<?>> seen = new HashSet<>();
    Deque<AnnotatedElement> open = new ArrayDeque<>(List.of(place));
    while (!open.isEmpty()) {
      for (Annotation each : open.poll().getDeclaredAnnotations()) {
        if (type.isInstance(each)) {
          found.add(type.cast(each));
        } else if (seen.add(each.annotationType())) {
          open.add(each.annotationType());
        }
      }
    }
    return found;
  }
}
