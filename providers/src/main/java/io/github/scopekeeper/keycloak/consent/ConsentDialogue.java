package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentAnswer;
import io.github.scopekeeper.core.consent.ConsentDecision;
import io.github.scopekeeper.core.consent.ConsentPlan;
import io.github.scopekeeper.core.consent.ConsentPolicy;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.RequiredActionContext;

/** The two pages, and what a user answers on them. */
final class ConsentDialogue {

  private final RequiredActionContext context;
  private final ConsentNotes notes;
  private final ConsentOutcome outcome;
  private final ConsentPlan.Ask ask;
  private final ConsentPage page;

  ConsentDialogue(
      RequiredActionContext context,
      ConsentNotes notes,
      ConsentOutcome outcome,
      ConsentPlan.Ask ask) {
    this.context = context;
    this.notes = notes;
    this.outcome = outcome;
    this.ask = ask;
    this.page = new ConsentPage(context, outcome.pending(), notes);
  }

  /** A reload shows what was there: the confirmation stays one. */
  void show() {
    boolean stale = StaleForm.takeNotice(context.getAuthenticationSession());
    if (notes.isConfirming() && isUpToDate()) {
      context.challenge(page.confirmation(notes.confirming()));
    } else if (notes.isConfirming()) {
      showAgain();
    } else {
      context.challenge(stale ? page.afterStaleForm(ask) : page.first(ask));
    }
  }

  void answer(ConsentForm form) {
    if (!outcome.isExclusive()) {
      context.challenge(page.busy(ask));
    } else if (!form.isDeny() && !isUpToDate()) {
      showAgain();
    } else if (form.isBack()) {
      notes.stopConfirming();
      context.challenge(page.first(ask));
    } else {
      Optional<ConsentAnswer> answer = form.answer();
      apply(answer.map(this::decide).orElseGet(ConsentDecision.Forged::new), answer);
    }
  }

  private boolean isUpToDate() {
    return notes.shown().filter(page.shows(ask)::equals).isPresent();
  }

  private void showAgain() {
    notes.forgetAnswer();
    context.challenge(page.afterStaleForm(ask));
  }

  private ConsentDecision decide(ConsentAnswer answer) {
    ConsentPolicy policy = outcome.pending().policy();
    return answer instanceof ConsentAnswer.Deny
        ? policy.deny(ask, notes.shown())
        : policy.decide(ask, answer);
  }

  private void apply(ConsentDecision decision, Optional<ConsentAnswer> answer) {
    if (decision instanceof ConsentDecision.Granted granted) {
      outcome.granted(ask, granted);
    } else if (decision instanceof ConsentDecision.Refused refused) {
      outcome.refused(ask, refused);
    } else if (decision instanceof ConsentDecision.Confirm confirm) {
      notes.askToConfirm(ticked(answer), confirm.highRisk());
      context.challenge(page.confirmation(confirm.highRisk()));
    } else {
      context.challenge(page.again(ask));
    }
  }

  private static Set<ScopeName> ticked(Optional<ConsentAnswer> answer) {
    return answer.orElse(null) instanceof ConsentAnswer.Grant grant ? grant.ticked() : Set.of();
  }
}
