package io.github.scopekeeper.resource.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.annotation.Audited;
import io.github.scopekeeper.resource.annotation.OpenToAll;
import io.github.scopekeeper.resource.annotation.RequireRecentAuth;
import io.github.scopekeeper.resource.annotation.RequireScopes;
import io.github.scopekeeper.resource.rule.Guard;
import io.github.scopekeeper.resource.rule.Operation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.ReflectionUtils;

/** Of annotations in several places none is passed over silently. */
class InheritedAnnotationsTest {

  private static final Class<?>[] NUMBER = {Integer.class};

  private final AnnotationReader reader = new AnnotationReader();

  private Guard guard(Class<?> type, String method) {
    Method found =
        Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(type))
            .filter(candidate -> candidate.getName().equals(method))
            .filter(candidate -> !Arrays.equals(candidate.getParameterTypes(), NUMBER))
            .findFirst()
            .orElseThrow();
    return reader.guard(found, type).orElseThrow();
  }

  private List<String> demanded(Class<?> type, String method) {
    return operation(type, method).rule().named().stream().map(ScopeName::value).sorted().toList();
  }

  private Operation operation(Class<?> type, String method) {
    return guard(type, method).operation().orElseThrow();
  }

  @Test
  void whatTwoInterfacesDemandOfAMethodBothCounts() {
    assertThat(demanded(ReadsAndWrites.class, "run")).containsExactly("read", "write");
    assertThat(operation(ReadsAndWrites.class, "run").maxAuthenticationAge())
        .as("the stricter age")
        .contains(Duration.ofSeconds(60));
  }

  @Test
  void whatTwoInterfacesDemandOfAllMethodsBothCounts() {
    assertThat(demanded(OfTwoKinds.class, "any")).containsExactly("one", "two");
  }

  @Test
  void whatAnInterfaceDemandsOfAnInheritedMethodCountsBesideTheSuperclass() {
    assertThat(demanded(Inheriting.class, "run")).containsExactly("base", "read");
    assertThat(demanded(InheritingNothing.class, "run")).containsExactly("read");
  }

  @Test
  void whatAnInterfaceDemandsOfATypedMethodCounts() {
    assertThat(demanded(Typed.class, "put")).containsExactly("put", "put-text");
    assertThat(demanded(TypedByItsSuperclass.class, "put")).containsExactly("put", "put-text");
  }

  @Test
  void theNearerPlaceCountsAlone() {
    assertThat(demanded(Overriding.class, "run")).containsExactly("own");
    assertThat(demanded(Narrowed.class, "run"))
        .as("an interface of an interface")
        .containsExactly("narrow");
  }

  @Test
  void twoComposedAnnotationsAtOnePlaceBothCount() {
    assertThat(demanded(Composed.class, "both")).containsExactly("read", "write");
  }

  @Test
  void oneThatOpensAndOneThatDemandsContradictEachOther() {
    assertThatThrownBy(() -> guard(OpenAndClosed.class, "run"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be open to all and demand something");
  }

  @Test
  void twoNamesForTheAuditContradictEachOther() {
    assertThatThrownBy(() -> guard(TwiceNamed.class, "run"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first", "second");
  }

  interface Reads {
    @RequireScopes("read")
    @RequireRecentAuth(seconds = 300)
    void run();
  }

  interface Writes {
    @RequireScopes("write")
    @RequireRecentAuth(seconds = 60)
    void run();
  }

  static class ReadsAndWrites implements Reads, Writes {
    @Override
    public void run() {}
  }

  @RequireScopes("one")
  interface One {}

  @RequireScopes("two")
  interface Second {}

  static class OfTwoKinds implements One, Second {
    public void any() {}
  }

  static class Base {
    @RequireScopes("base")
    public void run() {}
  }

  static class Inheriting extends Base implements Reads {}

  static class Bare {
    public void run() {}
  }

  static class InheritingNothing extends Bare implements Reads {}

  interface Puts<T> {
    @RequireScopes("put")
    void put(T value);
  }

  interface PutsText {
    @RequireScopes("put-text")
    void put(String value);

    @RequireScopes("put-number")
    void put(Integer value);
  }

  static class Typed implements Puts<String>, PutsText {
    @Override
    public void put(String value) {}

    @Override
    public void put(Integer value) {}
  }

  static class BaseOf<T> {
    public void put(T value) {}
  }

  abstract static class TypedByItsSuperclass extends BaseOf<String>
      implements Puts<String>, PutsText {}

  static class Overriding implements Reads, Writes {
    @Override
    @RequireScopes("own")
    public void run() {}
  }

  interface Narrow extends Reads {
    @Override
    @RequireScopes("narrow")
    void run();
  }

  static class Narrowed implements Narrow, Reads {
    @Override
    public void run() {}
  }

  @Retention(RetentionPolicy.RUNTIME)
  @RequireScopes("read")
  @interface MayRead {}

  @Retention(RetentionPolicy.RUNTIME)
  @RequireScopes("write")
  @interface MayWrite {}

  static class Composed {
    @MayRead
    @MayWrite
    public void both() {}
  }

  interface Open {
    @OpenToAll
    void run();
  }

  static class OpenAndClosed implements Open, Writes {
    @Override
    public void run() {}
  }

  interface First {
    @Audited("first")
    void run();
  }

  interface Later {
    @Audited("second")
    void run();
  }

  static class TwiceNamed implements First, Later {
    @Override
    public void run() {}
  }
}
