package io.github.scopekeeper.demo.oidc;

import io.github.scopekeeper.demo.Feature;
import java.util.Set;
import java.util.TreeSet;

/** What came back for a request, after every check of the protocol has passed. */
public sealed interface Answer {

  Feature feature();

  /** Whether the feature may be used now. */
  boolean allowed();

  /** Tokens came, perhaps with less than what was asked for. */
  record Tokens(Feature feature, Set<String> scope, String accessToken, Identity identity)
      implements Answer {

    public Tokens {
      scope = Set.copyOf(scope);
    }

    @Override
    public boolean allowed() {
      return scope.containsAll(feature.scopes());
    }

    /** Asked for, but not given. */
    public Set<String> missing() {
      var missing = new TreeSet<>(feature.scopes());
      missing.removeAll(scope);
      return missing;
    }
  }

  /** No tokens came, an error did. */
  record Refusal(Feature feature, String error, String description) implements Answer {

    @Override
    public boolean allowed() {
      return false;
    }

    public boolean deniedByUser() {
      return error.equals("access_denied");
    }
  }
}
