package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentDecision;
import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.core.consent.ConsentPlan;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventType;
import org.keycloak.services.ErrorPageException;

/** Applies to Keycloak what the rules have decided about a login's consent. */
final class ConsentOutcome {

  private final RequiredActionContext context;
  private final ConsentNotes notes;
  private final StoredConsent stored;
  private final PendingConsent pending;
  private final ConsentEvents events;
  private final Rerequested rerequested;
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
    this.events = new ConsentEvents(context.getEvent(), context.getAuthenticationSession());
    this.rerequested = new Rerequested(context, stored, pending);
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
    Set<ScopeName> withheld = plan.withheld().keySet();
    Set<ScopeName> held = new HashSet<>(pending.heldAndRequested());
    held.addAll(pending.grantedBefore(withheld));
    complete(held);
    events.withheld(withheld, rerequested.count(withheld), notes.isReview());
    finish(withheld);
  }

  private void complete(Set<ScopeName> held) {
    refuseUnless(stored.complete(pending.models(held), Stream.empty()));
  }

  private void refuseUnless(boolean done) {
    if (!done) {
      throw new ErrorPageException(
          context.getSession(), Response.Status.SERVICE_UNAVAILABLE, ConsentPage.BUSY);
    }
  }

  /** The page was open while another one settled what there was to ask. */
  void withoutPage() {
    if (pending.plan() instanceof ConsentPlan.GoOn goOn) {
      goOn(goOn);
      context.success();
    } else if (pending.plan() instanceof ConsentPlan.Refuse refuse) {
      noteRefusal(refuse);
      fail();
    }
  }

  /** A no to a page ends this login, also where another answer has left nothing to refuse. */
  void refusedWithoutPage() {
    if (pending.plan() instanceof ConsentPlan.GoOn goOn) {
      Set<ScopeName> withheld = goOn.withheld().keySet();
      events.refused(Set.of(), withheld, rerequested.count(withheld));
      fail();
    } else {
      withoutPage();
    }
  }

  /** The app will get nothing, said by us or, where it forbids pages, by Keycloak. */
  void noteRefusal(ConsentPlan.Refuse refuse) {
    ConsentRefusal.note(context.getAuthenticationSession(), refuse);
    Set<ScopeName> withheld = refuse.withheld().keySet();
    events.refused(Set.of(), withheld, rerequested.count(withheld));
  }

  void granted(ConsentPlan.Ask plan, ConsentDecision.Granted decision) {
    if (stored.isDevice() && new DeviceApproval(context).isTooLate()) {
      fail();
      return;
    }
    Set<ScopeName> asked = new HashSet<>();
    plan.items().stream().map(ConsentItem::scope).forEach(asked::add);
    asked.retainAll(decision.granted());
    Set<ScopeName> granted = new HashSet<>(decision.granted());
    granted.addAll(pending.heldAndRequested());
    granted.removeAll(decision.denied());
    Set<ScopeName> withheld = plan.withheld().keySet();
    Set<ScopeName> without = new HashSet<>(withheld);
    without.addAll(decision.denied());
    without.removeAll(granted);
    granted.addAll(pending.grantedBefore(without));
    store(asked, granted, decision.denied());
    if (pending.clientRow().isAsked()) {
      stored.allowClient();
    }
    events.granted(decision, withheld, rerequested.count(withheld));
    finish(without);
    if (stored.isDevice()) {
      context.challenge(new DeviceApproval(context).approve());
    } else {
      context.success();
    }
  }

  void refused(ConsentPlan.Ask plan, ConsentDecision.Refused decision) {
    store(Set.of(), Set.of(), decision.denied());
    Set<ScopeName> all = new HashSet<>(decision.denied());
    plan.items().stream().filter(item -> !item.granted()).map(ConsentItem::scope).forEach(all::add);
    Set<ScopeName> withheld = plan.withheld().keySet();
    events.refused(all, withheld, rerequested.count(withheld));
    fail();
  }

  /** Keycloak sends the event then: as if its own page had been denied. */
  private void fail() {
    context.getEvent().event(EventType.LOGIN);
    context.failure();
  }

  private void store(Set<ScopeName> asked, Set<ScopeName> granted, Set<ScopeName> denied) {
    stored.store(pending.models(asked), pending.models(granted), pending.models(denied));
  }

  /** What this user cannot get goes too: else Keycloak asks for it. */
  private void finish(Set<ScopeName> without) {
    Set<String> names = new HashSet<>();
    without.forEach(scope -> names.add(scope.value()));
    pending.closedToUser().forEach(scope -> names.add(scope.getName()));
    List<String> besides =
        pending.grantedBefore(without).stream().map(ScopeName::value).sorted().toList();
    notes.issueFor(context.getSession(), names::contains, besides);
    refuseUnless(stored.satisfyKeycloak(pending.closedDefaults()));
    notes.settle(context.getSession());
    stored.memory().used();
  }
}
