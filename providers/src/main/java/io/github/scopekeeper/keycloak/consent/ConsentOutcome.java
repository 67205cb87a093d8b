package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentDecision;
import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.core.consent.ConsentPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientScopeModel;

/** Applies to Keycloak what the rules have decided about a login's consent. */
final class ConsentOutcome {

  private final RequiredActionContext context;
  private final ConsentNotes notes;
  private final StoredConsent stored;
  private final PendingConsent pending;
  private final ConsentEvents events;
  private final boolean exclusive;

  ConsentOutcome(RequiredActionContext context, ConsentNotes notes) {
    this(
        context,
        notes,
        new StoredConsent(context.getSession(), context.getAuthenticationSession()),
        false);
  }

  private ConsentOutcome(
      RequiredActionContext context, ConsentNotes notes, StoredConsent stored, boolean exclusive) {
    this.exclusive = exclusive;
    this.context = context;
    this.notes = notes;
    this.stored = stored;
    this.pending =
        new PendingConsent(context.getSession(), context.getAuthenticationSession(), notes, stored);
    this.events = new ConsentEvents(context.getEvent());
  }

  /** For an answer: nothing is read before all earlier answers are stored. */
  static ConsentOutcome exclusive(RequiredActionContext context, ConsentNotes notes) {
    StoredConsent stored =
        new StoredConsent(context.getSession(), context.getAuthenticationSession());
    boolean locked = stored.lock();
    return new ConsentOutcome(context, notes, stored, locked);
  }

  /** Whether this answer may be stored now. */
  boolean isExclusive() {
    return exclusive;
  }

  PendingConsent pending() {
    return pending;
  }

  void goOn(ConsentPlan.GoOn plan) {
    store(pending.heldAndRequested(), Set.of());
    events.withheld(plan.withheld().keySet());
    finish(plan.withheld().keySet());
  }

  /** The page was open while another one settled what there was to ask. */
  void withoutPage() {
    if (pending.plan() instanceof ConsentPlan.GoOn goOn) {
      goOn(goOn);
      context.success();
    } else if (pending.plan() instanceof ConsentPlan.Refuse refuse) {
      ConsentRefusal.note(context.getAuthenticationSession(), refuse);
      events.refused(Set.of(), refuse.withheld().keySet());
      context.failure();
    }
  }

  void granted(ConsentPlan.Ask plan, ConsentDecision.Granted decision) {
    if (stored.isDevice() && new DeviceApproval(context).isTooLate()) {
      context.failure();
      return;
    }
    Set<ScopeName> granted = new HashSet<>(decision.granted());
    granted.addAll(pending.heldAndRequested());
    granted.removeAll(decision.denied());
    store(granted, decision.denied());
    events.granted(decision, plan.withheld().keySet());
    Set<ScopeName> without = new HashSet<>(plan.withheld().keySet());
    without.addAll(decision.denied());
    without.removeAll(granted);
    finish(without);
    if (stored.isDevice()) {
      context.challenge(new DeviceApproval(context).approve());
    } else {
      context.success();
    }
  }

  void refused(ConsentPlan.Ask plan, ConsentDecision.Refused decision) {
    store(Set.of(), decision.denied());
    Set<ScopeName> all = new HashSet<>(decision.denied());
    plan.items().stream().filter(item -> !item.granted()).map(ConsentItem::scope).forEach(all::add);
    events.refused(all, plan.withheld().keySet());
    context.failure();
  }

  private void store(Set<ScopeName> granted, Set<ScopeName> denied) {
    List<ClientScopeModel> yes = new ArrayList<>(pending.models(granted));
    if (!granted.isEmpty()) {
      yes.addAll(pending.closedToUser());
    }
    stored.store(yes, pending.models(denied));
  }

  /** What this user cannot get goes too: else Keycloak asks for it. */
  private void finish(Set<ScopeName> without) {
    Set<String> names = new HashSet<>();
    without.forEach(scope -> names.add(scope.value()));
    pending.closedToUser().forEach(scope -> names.add(scope.getName()));
    notes.narrow(context.getSession(), names::contains);
    notes.settle();
  }
}
