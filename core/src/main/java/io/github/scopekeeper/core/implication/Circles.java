package io.github.scopekeeper.core.implication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds the nodes of a graph that lead to each other. */
public final class Circles {

  private Circles() {}

  /**
   * Numbers all nodes that can be reached, each edge followed twice at most: nodes that lead to
   * each other have the same number, and every other edge leads to a greater one.
   */
  public static <N> Map<N, Integer> number(
      Collection<N> nodes, Function<N, ? extends Collection<N>> edges) {
    List<N> order = inOrderOfReturn(nodes, edges);
    Map<N, List<N>> reversed = new HashMap<>();
    for (N node : order) {
      edges.apply(node).forEach(n -> reversed.computeIfAbsent(n, k -> new ArrayList<>()).add(node));
    }
    Collections.reverse(order);
    Map<N, Integer> numbers = new HashMap<>();
    int next = 0;
    for (N node : order) {
      if (!numbers.containsKey(node)) {
        int number = next++;
        Set<N> circle =
            Closure.walk(
                List.of(node),
                n -> reversed.getOrDefault(n, List.of()),
                n -> !numbers.containsKey(n));
        circle.forEach(member -> numbers.put(member, number));
      }
    }
    return numbers;
  }

  /** Depth first: a node comes after all that only it leads to. */
  private static <N> List<N> inOrderOfReturn(
      Collection<N> nodes, Function<N, ? extends Collection<N>> edges) {
    List<N> order = new ArrayList<>();
    Set<N> seen = new HashSet<>();
    Deque<Map.Entry<N, Iterator<N>>> path = new ArrayDeque<>();
    for (N start : nodes) {
      enter(start, edges, seen, path);
      while (!path.isEmpty()) {
        if (path.peek().getValue().hasNext()) {
          enter(path.peek().getValue().next(), edges, seen, path);
        } else {
          order.add(path.pop().getKey());
        }
      }
    }
    return order;
  }

  private static <N> void enter(
      N node,
      Function<N, ? extends Collection<N>> edges,
      Set<N> seen,
      Deque<Map.Entry<N, Iterator<N>>> path) {
    if (seen.add(node)) {
      path.push(Map.entry(node, List.<N>copyOf(edges.apply(node)).iterator()));
    }
  }
}
