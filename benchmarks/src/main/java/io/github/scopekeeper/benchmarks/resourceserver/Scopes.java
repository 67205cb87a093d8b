package io.github.scopekeeper.benchmarks.resourceserver;

import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.rule.Operation;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A thousand scopes in chains of five, and a token with ten of them from all over the catalog. */
final class Scopes {

  private static final int ALL = 1_000;
  private static final int CHAIN = 5;
  private static final int HELD = 10;

  /** What the last scope of every chain implies. */
  private static final String EVERYBODYS = "profile:read";

  private Scopes() {}

  private static String name(int i) {
    return "resource-%d:level-%d".formatted(i / CHAIN, i % CHAIN);
  }

  private static String[] impliedBy(int i) {
    return new String[] {i % CHAIN == CHAIN - 1 ? EVERYBODYS : name(i + 1)};
  }

  /** The heads of ten chains: each implies four more. */
  static List<String> held() {
    return IntStream.range(0, HELD).mapToObj(i -> name(i * ALL / HELD)).toList();
  }

  static ApiCatalog catalog() {
    return ApiCatalog.of(
        IntStream.range(0, ALL).mapToObj(Scopes::definition).toList(), Duration.ofSeconds(300));
  }

  private static ScopeDefinition definition(int i) {
    return ScopeDefinition.named(name(i)).implies(impliedBy(i)).build();
  }

  /** Two scopes that the token names. */
  static Operation named() {
    return Operation.named("named").requireAll(held().get(3), held().get(7));
  }

  /** Two scopes that what the token names implies, at the ends of their chains. */
  static Operation implied() {
    return Operation.named("implied").requireAll(last(3), last(7));
  }

  private static String last(int i) {
    return name(i * ALL / HELD + CHAIN - 1);
  }

  /** A scope that all thousand imply. */
  static Operation everybodys() {
    return Operation.named("everybodys").requireAll(EVERYBODYS);
  }

  /** One of two, of which the token holds the second, through another. */
  static Operation any() {
    return Operation.named("any").requireAny("resource-1:level-0", last(9));
  }

  /** Two scopes of which the token holds one. */
  static Operation lacking() {
    return Operation.named("lacking").requireAll(held().get(3), "resource-1:level-0");
  }
}
