package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.consent.Approvals.Approval;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/**
 * Whether a scope in Keycloak's consent has been answered by its user. Keycloak lets apps with a
 * token for the account write their own consent, and wants consent to default scopes that a user
 * cannot have; so a scope of high risk, or one for users with a role, counts with a record of ours
 * only.
 */
final class ApprovedScopes {

  private final RealmModel realm;
  private final KeycloakConsent consent;
  private final ConsentMemory memory;
  private final Map<String, Boolean> needed = new HashMap<>();

  ApprovedScopes(RealmModel realm, KeycloakConsent consent, ConsentMemory memory) {
    this.realm = realm;
    this.consent = consent;
    this.memory = memory;
  }

  /** Whether Keycloak's consent alone is not enough. */
  boolean isNeeded(ClientScopeModel scope) {
    return memory.remembers()
        && ConsentTerms.inForce(realm)
        && needed.computeIfAbsent(scope.getId(), id -> isSensitive(scope));
  }

  private boolean isSensitive(ClientScopeModel scope) {
    return AssignedScopes.isAskable(scope)
        && (AssignedScopes.isRoleRestricted(scope) || isHighRisk(scope));
  }

  private boolean isHighRisk(ClientScopeModel scope) {
    return new CatalogReader(realm)
        .entryOf(scope)
        .map(ScopeDefinition::risk)
        .filter(RiskLevel.HIGH::equals)
        .isPresent();
  }

  boolean counts(ClientScopeModel scope) {
    return !isDenied(scope) && (!isNeeded(scope) || isApproved(scope));
  }

  /** A yes on our page deletes the denial: where there is one, Keycloak's consent is not by it. */
  private boolean isDenied(ClientScopeModel scope) {
    return memory.remembers() && ConsentTerms.inForce(realm) && memory.isDenied(scope.getId());
  }

  private boolean isApproved(ClientScopeModel scope) {
    Approval approval = memory.approvals().get(scope.getId());
    return approval != null && consent.since().filter(s -> !approval.isPartOf(s)).isEmpty();
  }
}
