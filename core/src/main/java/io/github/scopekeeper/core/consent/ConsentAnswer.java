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
   * @param confirmed whether the user has confirmed what is of high risk among them
   */
  record Grant(Set<ScopeName> ticked, boolean confirmed) implements ConsentAnswer {
    public Grant {
      ticked = Set.copyOf(ticked);
    }
  }
}
