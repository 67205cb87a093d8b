package io.github.scopekeeper.benchmarks.expansion;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The recursive way in which this project began, to compare with: it walks the definitions anew at
 * every question, and never ends on a cycle.
 */
final class SeedRegistry {

  private final Map<String, List<String>> impliedScopes;

  SeedRegistry(Map<String, List<String>> impliedScopes) {
    this.impliedScopes = impliedScopes;
  }

  List<String> getImpliedScopes(String scope) {
    List<String> direct = impliedScopes.get(scope);
    if (direct == null) {
      return List.of();
    }
    Set<String> implied = new LinkedHashSet<>(direct);
    for (String impliedScope : direct) {
      implied.addAll(getImpliedScopes(impliedScope));
    }
    return new ArrayList<>(implied);
  }

  List<String> expandScopes(List<String> scopes) {
    Set<String> expanded = new LinkedHashSet<>(scopes);
    for (String scope : scopes) {
      expanded.addAll(getImpliedScopes(scope));
    }
    return new ArrayList<>(expanded);
  }
}
