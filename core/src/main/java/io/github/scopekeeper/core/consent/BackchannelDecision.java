package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a user's yes on an authentication device (CIBA) is worth. The device was sent the requested
 * scopes, so the yes counts for them. It knows nothing of earlier denials and asks for no
 * confirmation, so it counts neither against a recent denial nor for a new high risk.
 */
public sealed interface BackchannelDecision {

  /** Requested scopes that the answer does not grant. */
  Set<ScopeName> withheld();

  /** The token is issued with what is granted and without what is withheld. */
  record Issue(Set<ScopeName> granted, Set<ScopeName> withheld) implements BackchannelDecision {
    public Issue {
      granted = Set.copyOf(granted);
      withheld = Set.copyOf(withheld);
    }
  }

  /** No token: nothing else was requested, or the app does not work without what is withheld. */
  record Refuse(Set<ScopeName> withheld) implements BackchannelDecision {
    public Refuse {
      withheld = Set.copyOf(withheld);
    }
  }

  static BackchannelDecision of(
      ConsentRequest request, ConsentRules rules, ScopeCatalog catalog, Instant now) {
    Set<ScopeName> granted = new LinkedHashSet<>();
    Set<ScopeName> withheld = new LinkedHashSet<>();
    boolean impossible = false;
    for (ConsentItem item : request.items()) {
      if (rules.withheldUntil(item, now).isPresent() || needsConfirmation(item, rules, catalog)) {
        withheld.add(item.scope());
        impossible |= item.required();
      } else {
        granted.add(item.scope());
      }
    }
    boolean nothingLeft =
        !withheld.isEmpty() && withheld.containsAll(request.named()) && !request.signIn();
    return impossible || nothingLeft ? new Refuse(withheld) : new Issue(granted, withheld);
  }

  private static boolean needsConfirmation(
      ConsentItem item, ConsentRules rules, ScopeCatalog catalog) {
    return rules.confirmHighRisk()
        && !item.granted()
        && HeldScopes.isHighRisk(catalog, item.scope());
  }
}
