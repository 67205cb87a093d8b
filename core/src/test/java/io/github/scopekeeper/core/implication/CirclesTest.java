package io.github.scopekeeper.core.implication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CirclesTest {

  private static final Arbitrary<Integer> NODES = Arbitraries.integers().between(0, 9);

  @Provide
  Arbitrary<Map<Integer, Set<Integer>>> graphs() {
    return Arbitraries.maps(NODES, NODES.set().ofMaxSize(3)).ofMaxSize(9);
  }

  @Property
  void nodesThatLeadToEachOtherHaveTheSameNumberAndOthersAGreater(
      @ForAll("graphs") Map<Integer, Set<Integer>> graph) {
    Map<Integer, Integer> numbers =
        Circles.number(graph.keySet(), node -> graph.getOrDefault(node, Set.of()));

    for (int from : numbers.keySet()) {
      for (int to : reachable(graph, from)) {
        boolean mutual = reachable(graph, to).contains(from);
        assertThat(numbers.get(to) - numbers.get(from))
            .matches(difference -> mutual ? difference == 0 : difference > 0);
      }
    }
    assertThat(numbers.keySet()).containsAll(graph.keySet());
  }

  private static Set<Integer> reachable(Map<Integer, Set<Integer>> graph, int from) {
    return Closure.walk(Set.of(from), node -> graph.getOrDefault(node, Set.of()), node -> true);
  }

  @Test
  void longOnesAreNumberedToo() {
    int length = 100_000;
    List<Integer> nodes = IntStream.range(0, length).boxed().toList();

    assertThat(Circles.number(nodes, i -> List.of((i + 1) % length)).values()).containsOnly(0);
    assertThat(Circles.number(nodes, i -> i == 0 ? List.of() : List.of(i - 1)).values())
        .doesNotHaveDuplicates();
  }
}
