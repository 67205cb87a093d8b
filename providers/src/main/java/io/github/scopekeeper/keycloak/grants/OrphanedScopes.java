package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.grant.Grants;
import io.github.scopekeeper.core.grant.Grants.Grant;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import java.util.HashSet;
import java.util.Set;

/** What a grant held and no grant of the user to the app holds any more. */
final class OrphanedScopes {

  private OrphanedScopes() {}

  /** Ends the consent to them. */
  static void withdraw(Grants grants, StoredConsent consent, Grant before) {
    Set<String> orphaned = new HashSet<>(before.scopeIds());
    orphaned.removeAll(grants.held(before.parties(), before.scopeIds()));
    consent.withdraw(orphaned);
  }
}
