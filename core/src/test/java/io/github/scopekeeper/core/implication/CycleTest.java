package io.github.scopekeeper.core.implication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CycleTest {

  private static final Map<String, Set<String>> EDGES =
      Map.of(
          "a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"), "e", Set.of("e"));

  @Test
  void theWholeWayRoundIsTold() {
    assertThat(cycle("a")).contains(List.of("a", "b", "c", "a"));
    assertThat(cycle("e")).contains(List.of("e", "e"));
  }

  @Test
  void aWayIntoACycleIsNone() {
    assertThat(cycle("d")).isEmpty();
    assertThat(cycle("elsewhere")).isEmpty();
  }

  private static java.util.Optional<List<String>> cycle(String start) {
    return Closure.cycleThrough(start, node -> EDGES.getOrDefault(node, Set.of()));
  }
}
