package io.github.scopekeeper.core.implication;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is reachable in a graph of "includes". Safe with cycles; each node is visited once for a
 * question.
 */
public final class Closure {

  private Closure() {}

  /**
   * The given nodes in their order, then everything that is reachable from them through admitted
   * nodes: a node that is not admitted is left out, and so is what only it leads to. The given
   * nodes are admitted as they are. Each node is visited once.
   */
  public static <N> Set<N> walk(
      Collection<N> starts, Function<N, ? extends Collection<N>> edges, Predicate<N> admitted) {
    Set<N> found = new LinkedHashSet<>(starts);
    Deque<N> open = new ArrayDeque<>(found);
    Set<N> refused = new HashSet<>();
    while (!open.isEmpty()) {
      for (N next : edges.apply(open.poll())) {
        if (!found.contains(next) && !refused.contains(next)) {
          if (admitted.test(next)) {
            found.add(next);
            open.add(next);
          } else {
            refused.add(next);
          }
        }
      }
    }
    return found;
  }

  /**
   * For each node the first value, in this order, among its own and those of all that is reachable
   * from it; nodes that reach no value are missing. Each edge is followed once.
   *
   * @param own the values of the nodes that have one
   */
  public static <N, V> Map<N, V> firstReachable(
      Collection<N> nodes,
      Function<N, ? extends Collection<N>> edges,
      Map<N, V> own,
      Comparator<? super V> order) {
    Map<N, List<N>> reversed = new HashMap<>();
    for (N node : nodes) {
      edges.apply(node).forEach(n -> reversed.computeIfAbsent(n, k -> new ArrayList<>()).add(node));
    }
    List<Map.Entry<N, V>> strongestFirst = new ArrayList<>(own.entrySet());
    strongestFirst.sort(Map.Entry.comparingByValue(order));
    Map<N, V> first = new HashMap<>();
    Deque<N> open = new ArrayDeque<>();
    for (Map.Entry<N, V> source : strongestFirst) {
      open.add(source.getKey());
      while (!open.isEmpty()) {
        N node = open.poll();
        if (first.putIfAbsent(node, source.getValue()) == null) {
          open.addAll(reversed.getOrDefault(node, List.of()));
        }
      }
    }
    return first;
  }

  /**
   * The shortest way from a node back to itself, with the node as first and as last element; empty
   * where there is none.
   */
  public static <N> Optional<List<N>> cycleThrough(
      N node, Function<N, ? extends Collection<N>> edges) {
    Map<N, N> cameFrom = new LinkedHashMap<>();
    Deque<N> open = new ArrayDeque<>(List.of(node));
    while (!open.isEmpty()) {
      N current = open.poll();
      for (N next : edges.apply(current)) {
        if (next.equals(node)) {
          return Optional.of(path(node, current, cameFrom));
        }
        if (cameFrom.putIfAbsent(next, current) == null) {
          open.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private static <N> List<N> path(N node, N last, Map<N, N> cameFrom) {
    Deque<N> path = new ArrayDeque<>(List.of(node));
    for (N step = last; !step.equals(node); step = cameFrom.get(step)) {
      path.addFirst(step);
    }
    path.addFirst(node);
    return List.copyOf(path);
  }
}
