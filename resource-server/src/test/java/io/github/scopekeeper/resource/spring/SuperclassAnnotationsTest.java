package io.github.scopekeeper.resource.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.annotation.OpenToAll;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.ReflectionUtils;

/** What stands at a superclass, and at generic methods, counts for the class that runs. */
class SuperclassAnnotationsTest {

  private static Operation operation(Class<?> type, String method) {
    return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
        .filter(candidate -> candidate.getName().equals(method))
        .findFirst()
        .flatMap(found -> new AnnotationReader().guard(found, type))
        .orElseThrow()
        .operation()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(classes = {Sub.class, ComposedSub.class, InheritedComposedSub.class, Recent.class})
  void whatASuperclassDemandsCounts(Class<?> type) {
    assertThat(operation(type, "run").rule().named()).containsExactly(ScopeName.of("base"));
    assertThat(operation(type, "own").rule().named()).containsExactly(ScopeName.of("base"));
  }

  @Test
  void whatASubclassDemandsOfAnotherKindIsAdded() {
    assertThat(operation(Recent.class, "run").maxAuthenticationAge())
        .contains(Duration.ofSeconds(60));
  }

  @Test
  void whatASubclassDemandsOfTheSameKindCountsAlone() {
    assertThat(operation(Own.class, "run").rule().named()).containsExactly(ScopeName.of("own"));
  }

  @ParameterizedTest
  @ValueSource(classes = {Opened.class, ClosedAgain.class})
  void aClassThatOpensAndASuperclassThatDemandsContradictEachOther(Class<?> type) {
    assertThatThrownBy(() -> operation(type, "run"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be open to all and demand something");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "array", "any", "bounded", "boundedArray"})
  void whatAnInterfaceDemandsOfAMethodThatIsWrittenWithItsRawTypeCounts(String method) {
    assertThat(operation(Raw.class, method).rule().named()).containsExactly(ScopeName.of("raw"));
    assertThat(operation(Half.class, method).rule().named()).containsExactly(ScopeName.of("raw"));
  }

  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @RequireScopes("base")
  @interface InheritedComposed {}

  @Retention(RetentionPolicy.RUNTIME)
  @RequireScopes("base")
  @interface Composed {}

  @RequireScopes("base")
  static class Base {
    public void run() {}
  }

  static class Sub extends Base {
    public void own() {}
  }

  @Composed
  static class ComposedBase {
    public void run() {}
  }

  static class ComposedSub extends ComposedBase {
    public void own() {}
  }

  @InheritedComposed
  static class InheritedComposedBase {
    public void run() {}
  }

  static class InheritedComposedSub extends InheritedComposedBase {
    public void own() {}
  }

  @RequireRecentAuth(seconds = 60)
  static class Recent extends Base {
    public void own() {}
  }

  @RequireScopes("own")
  static class Own extends Base {}

  @OpenToAll
  static class Opened extends Base {}

  @OpenToAll
  static class Open {
    public void run() {}
  }

  @RequireScopes("own")
  static class ClosedAgain extends Open {}

  interface Generic<T, N extends Number> {
    @RequireScopes("raw")
    void one(T value);

    @RequireScopes("raw")
    void array(T[] values);

    @RequireScopes("raw")
    void any(T... values);

    @RequireScopes("raw")
    void bounded(N value);

    @RequireScopes("raw")
    void boundedArray(N[] values);
  }

  @SuppressWarnings("rawtypes")
  static class Raw implements Generic {
    @Override
    public void one(Object value) {}

    @Override
    public void array(Object[] values) {}

    @Override
    public void any(Object... values) {}

    @Override
    public void bounded(Number value) {}

    @Override
    public void boundedArray(Number[] values) {}
  }

  static class Half<U> implements Generic<U, Integer> {
    @Override
    public void one(U value) {}

    @Override
    public void array(U[] values) {}

    @Override
    public void any(U... values) {}

    @Override
    public void bounded(Integer value) {}

    @Override
    public void boundedArray(Integer[] values) {}
  }
}
