package io.github.scopekeeper.resource.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OperationTest {

  @Test
  void takesAnyTokenUntilMoreIsRequired() {
    assertThat(Operation.named("look").rule()).isEqualTo(ScopeRule.anyToken());
    assertThat(Operation.named("look").audited()).isFalse();
    assertThat(Operation.named("look").maxAuthenticationAge()).isEmpty();
  }

  @Test
  void requirementsAddUp() {
    Operation operation = Operation.named("move").requireAll("a").requireAny("b", "c");
    assertThat(operation.rule().isSatisfiedBy(name -> name.value().equals("a"))).isFalse();
    assertThat(operation.rule().isSatisfiedBy(name -> name.value().equals("b"))).isFalse();
    assertThat(operation.rule().isSatisfiedBy(name -> !name.value().equals("c"))).isTrue();
  }

  @Test
  void eachMethodKeepsTheRest() {
    Operation operation =
        Operation.named("account.delete")
            .audit()
            .requireRecentAuth(Duration.ofMinutes(5))
            .requireAll("account:delete");
    assertThat(operation.audited()).isTrue();
    assertThat(operation.maxAuthenticationAge()).contains(Duration.ofMinutes(5));
    assertThat(operation.action()).isEqualTo("account.delete");
  }

  @Test
  void needsANameOfBoundedLength() {
    assertThat(Operation.named("x".repeat(100)).action()).hasSize(100);
    for (String name : new String[] {null, "", " ", "x".repeat(101)}) {
      assertThatThrownBy(() -> Operation.named(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anAgeIsASecondAtLeast() {
    Operation operation = Operation.named("a");
    assertThat(operation.requireRecentAuth(Duration.ofSeconds(1)).maxAuthenticationAge())
        .isPresent();
    assertThatThrownBy(() -> operation.requireRecentAuth(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> operation.requireRecentAuth(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAgeHasAnEnd() {
    assertThatThrownBy(() -> Operation.named("a").requireRecentAuth(Duration.ofSeconds(1L << 62)))
        .as("no time could be worked out with it")
        .isInstanceOf(IllegalArgumentException.class);
  }
}
