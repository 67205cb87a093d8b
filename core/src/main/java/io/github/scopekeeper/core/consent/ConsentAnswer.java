package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Set;

/** What a user pressed. */
public sealed interface ConsentAnswer {

  /** No to everything. */
  record Deny() implements ConsentAnswer {}

  /**
   * Yes to what is ticked.
   *
   * @param ticked the scopes that the form named; hostile until checked against the plan
   * @param confirmed what the user has confirmed as being of high risk
   */
  record Grant(Set<ScopeName> ticked, Set<ScopeName> confirmed) implements ConsentAnswer {
    public Grant {
      ticked = Set.copyOf(ticked);
      confirmed = Set.copyOf(confirmed);
    }
  }
}
