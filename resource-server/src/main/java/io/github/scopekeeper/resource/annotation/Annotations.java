package io.github.scopekeeper.resource.annotation;

import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Optional;
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
          public <A extends Annotation> Optional<A> find(Class<A> type) {
            return Optional.empty();
          }
        };

    <A extends Annotation> Optional<A> find(Class<A> type);
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
    String name =
        method
            .find(Audited.class)
            .or(() -> type.find(Audited.class))
            .map(Audited::value)
            .orElse(action);
    Operation operation = Operation.named(name.length() > 100 ? name.substring(0, 100) : name);
    return Optional.of(Guard.of(add(method, add(type, operation))));
  }

  /** Whether anything stands there. */
  public static boolean says(Source source) {
    return source.find(OpenToAll.class).isPresent() || demands(source);
  }

  private static boolean isOpen(Source source, String action) {
    boolean open = source.find(OpenToAll.class).isPresent();
    if (open && demands(source)) {
      throw new IllegalArgumentException(
          "%s cannot be open to all and demand something.".formatted(action));
    }
    return open;
  }

  private static boolean demands(Source source) {
    return Stream.of(
            RequireScopes.class, RequireAnyScope.class, RequireRecentAuth.class, Audited.class)
        .anyMatch(type -> source.find(type).isPresent());
  }

  private static Operation add(Source source, Operation operation) {
    Operation made = operation;
    String[] all = source.find(RequireScopes.class).map(RequireScopes::value).orElse(new String[0]);
    if (all.length > 0) {
      made = made.requireAll(all);
    }
    Optional<String[]> any = source.find(RequireAnyScope.class).map(RequireAnyScope::value);
    if (any.isPresent()) {
      made = made.requireAny(any.get());
    }
    Optional<Duration> age =
        source.find(RequireRecentAuth.class).map(a -> Duration.ofSeconds(a.seconds()));
    if (age.isPresent()) {
      made = made.and(Operation.named(made.action()).requireRecentAuth(age.get()));
    }
    return source.find(Audited.class).isPresent() ? made.audit() : made;
  }
}
