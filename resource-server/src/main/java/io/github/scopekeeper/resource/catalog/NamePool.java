package io.github.scopekeeper.resource.catalog;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.HashMap;
import java.util.Map;

/** The names in the lists of one document: each is one object, however often it stands there. */
final class NamePool {

  private static final int MOST = 200_000;

  private final Map<String, ScopeName> names = new HashMap<>();
  private int given;

  /**
   * @throws IllegalArgumentException where it is no name, or one too many
   */
  ScopeName get(String name) {
    if (++given > MOST) {
      throw new IllegalArgumentException(
          "The scope catalog may name at most %d included scopes and older names.".formatted(MOST));
    }
    return names.computeIfAbsent(name, ScopeName::of);
  }
}
