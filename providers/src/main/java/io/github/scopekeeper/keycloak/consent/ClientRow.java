package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.ConsentPlan;
import io.github.scopekeeper.core.consent.ShownConsent;
import java.util.Optional;

/**
 * Keycloak's row about the client itself. It is no scope: a client chooses its own name, which must
 * not be taken for one.
 */
final class ClientRow {

  private final StoredConsent stored;
  private final boolean review;

  /**
   * @param review whether it is shown again although it is granted
   */
  ClientRow(StoredConsent stored, boolean review) {
    this.stored = stored;
    this.review = review;
  }

  /** Whether the user is asked about it, and a yes to the page is stored for it. */
  boolean isAsked() {
    return stored.client().isDisplayOnConsentScreen() && (review || !isGranted());
  }

  boolean isGranted() {
    return stored.allowsClient();
  }

  /** Like Keycloak, a device's page with nothing else to say names the client. */
  boolean isShown(ConsentPlan.Ask plan) {
    return isAsked() || (stored.isDevice() && plan.items().isEmpty());
  }

  /** How it stands on the page of this plan; empty: it is not there. */
  Optional<ShownConsent.ClientStanding> standing(ConsentPlan.Ask plan) {
    return isShown(plan)
        ? Optional.of(
            isGranted() ? ShownConsent.ClientStanding.GRANTED : ShownConsent.ClientStanding.ASKED)
        : Optional.empty();
  }
}
