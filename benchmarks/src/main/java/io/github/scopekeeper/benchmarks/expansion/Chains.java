package io.github.scopekeeper.benchmarks.expansion;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A thousand scopes in chains of five, each of which implies the next of its chain. */
final class Chains {

  static final int SCOPES = 1_000;
  static final int DEPTH = 5;
  static final int REQUESTED = 10;

  private Chains() {}

  private static String name(int i) {
    return "resource-%d:level-%d".formatted(i / DEPTH, i % DEPTH);
  }

  private static List<String> impliedBy(int i) {
    return i % DEPTH == DEPTH - 1 ? List.of() : List.of(name(i + 1));
  }

  /** The heads of ten chains, from all over the catalog. */
  static List<String> requested() {
    int step = SCOPES / REQUESTED;
    return IntStream.range(0, REQUESTED).mapToObj(i -> name(i * step)).toList();
  }

  static SeedRegistry registry() {
    Map<String, List<String>> implied = new LinkedHashMap<>();
    IntStream.range(0, SCOPES).forEach(i -> implied.put(name(i), impliedBy(i)));
    return new SeedRegistry(implied);
  }

  static ScopeCatalog catalog() {
    return ScopeCatalog.of(IntStream.range(0, SCOPES).mapToObj(Chains::definition).toList());
  }

  /** The definitions that expanding these scopes touches. */
  static List<ScopeDefinition> touchedBy(Collection<ScopeName> scopes) {
    ScopeCatalog all = catalog();
    return all.expand(scopes).stream().flatMap(scope -> all.get(scope).stream()).toList();
  }

  private static ScopeDefinition definition(int i) {
    return ScopeDefinition.named(name(i)).implies(impliedBy(i).toArray(String[]::new)).build();
  }
}
