package io.github.scopekeeper.resource.annotation;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a guard of what stands at a class and at one of its methods. */
public final class Annotations {

  /** Where annotations are read from: a class or a method, by whatever rules of inheritance. */
  @FunctionalInterface
  public interface Source {

    /** Nothing stands there. */
    Source NONE =
        new Source() {
          @Override
          public <A extends Annotation> List<A> find(Class<A> type) {
            return List.of();
          }
        };

    /** All that count: where there are several, each does. */
    <A extends Annotation> List<A> find(Class<A> type);
  }

  private Annotations() {}

  /**
   * @param action what the operation is called where {@link Audited} does not say
   * @return empty where neither says anything
   * @throws IllegalArgumentException where they contradict each other or hold what is no scope,
   *     with a sentence that tells what to mend
   */
  public static Optional<Guard> guard(Source type, Source method, String action) {
    boolean opened = isOpen(method, action);
    if (opened || (isOpen(type, action) && !demands(method))) {
      return Optional.of(Guard.open());
    }
    if (!demands(type) && !demands(method)) {
      return Optional.empty();
    }
    String name = auditName(method, action).or(() -> auditName(type, action)).orElse(action);
    Operation operation = Operation.named(name.length() > 100 ? name.substring(0, 100) : name);
    return Optional.of(Guard.of(add(method, add(type, operation))));
  }

  private static Optional<String> auditName(Source source, String action) {
    List<String> names =
        source.find(Audited.class).stream().map(Audited::value).distinct().toList();
    if (names.size() > 1) {
      throw new IllegalArgumentException(
          "%s is called %s in the audit: say one name at the method itself."
              .formatted(action, String.join(" and ", names)));
    }
    return names.stream().findFirst();
  }

  /** Whether anything stands there. */
  public static boolean says(Source source) {
    return !source.find(OpenToAll.class).isEmpty() || demands(source);
  }

  /**
   * Of several places that say something those that count: one counts unless it is overridden,
   * which is where another is in a subtype.
   *
   * @param declaring the class that a place belongs to
   */
  public static <E> List<E> nearest(Collection<E> places, Function<E, Class<?>> declaring) {
    return places.stream()
        .filter(
            place ->
                places.stream()
                    .map(declaring)
                    .noneMatch(
                        other ->
                            other != declaring.apply(place)
                                && declaring.apply(place).isAssignableFrom(other)))
        .toList();
  }

  private static boolean isOpen(Source source, String action) {
    boolean open = !source.find(OpenToAll.class).isEmpty();
    if (open && demands(source)) {
      throw new IllegalArgumentException(
          "%s cannot be open to all and demand something.".formatted(action));
    }
    return open;
  }

  private static boolean demands(Source source) {
    return Stream.of(
            RequireScopes.class, RequireAnyScope.class, RequireRecentAuth.class, Audited.class)
        .anyMatch(type -> !source.find(type).isEmpty());
  }

  private static Operation add(Source source, Operation operation) {
    Operation made = operation;
    for (RequireScopes all : source.find(RequireScopes.class)) {
      made = all.value().length == 0 ? made : made.requireAll(all.value());
    }
    for (RequireAnyScope any : source.find(RequireAnyScope.class)) {
      made = made.requireAny(any.value());
    }
    for (RequireRecentAuth recent : source.find(RequireRecentAuth.class)) {
      Duration age = Duration.ofSeconds(recent.seconds());
      made = made.and(Operation.named(made.action()).requireRecentAuth(age));
    }
    return source.find(Audited.class).isEmpty() ? made : made.audit();
  }
}
