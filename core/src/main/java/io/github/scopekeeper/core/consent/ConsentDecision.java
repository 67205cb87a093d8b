package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.Set;

/** What follows from a user's answer. */
public sealed interface ConsentDecision {

  /**
   * The token is issued.
   *
   * @param granted what the user allowed now, with everything that it implies
   * @param denied what the user refused
   * @param confirmed what was of high risk and confirmed as such
   */
  record Granted(Set<ScopeName> granted, Set<ScopeName> denied, Set<ScopeName> confirmed)
      implements ConsentDecision {
    public Granted {
      granted = Set.copyOf(granted);
      denied = Set.copyOf(denied);
      confirmed = Set.copyOf(confirmed);
    }
  }

  /**
   * Nothing is stored before the user has confirmed what is of high risk.
   *
   * @param highRisk what to confirm
   */
  record Confirm(Set<ScopeName> highRisk) implements ConsentDecision {
    public Confirm {
      highRisk = Set.copyOf(highRisk);
    }
  }

  /**
   * No token.
   *
   * @param denied what is remembered as refused; required scopes never are
   */
  record Refused(Set<ScopeName> denied) implements ConsentDecision {
    public Refused {
      denied = Set.copyOf(denied);
    }
  }

  /** The form named what it could not have offered: nothing changes. */
  record Forged() implements ConsentDecision {}
}
