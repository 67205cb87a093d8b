package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentAnswer;
import io.github.scopekeeper.core.consent.ConsentDecision;
import io.github.scopekeeper.core.consent.ConsentPlan;
import io.github.scopekeeper.core.consent.ConsentPolicy;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Consent before Keycloak's own. It looks at every login, finds in most that there is nothing to
 * ask, and leaves nothing over for Keycloak's page.
 */
final class ScopeConsentAction implements RequiredActionProvider {

  @Override
  public void evaluateTriggers(RequiredActionContext context) {
    AuthenticationSessionModel login = context.getAuthenticationSession();
    ConsentNotes notes = new ConsentNotes(login);
    notes.ignoreAppInitiation();
    if (!concerns(login) || notes.isSettled()) {
      return;
    }
    ConsentOutcome outcome = new ConsentOutcome(context, notes);
    ConsentPlan plan = outcome.pending().plan();
    if (plan instanceof ConsentPlan.GoOn goOn) {
      outcome.goOn(goOn);
      return;
    }
    if (plan instanceof ConsentPlan.Refuse refuse) {
      ConsentRefusal.note(login, refuse);
    }
    login.addRequiredAction(ScopeConsentActionFactory.ID);
  }

  static boolean concerns(AuthenticationSessionModel login) {
    return OIDCLoginProtocol.LOGIN_PROTOCOL.equals(login.getProtocol())
        && login.getClient().isConsentRequired()
        && login.getAuthenticatedUser() != null;
  }

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    ConsentNotes notes = new ConsentNotes(context.getAuthenticationSession());
    if (!concerns(context.getAuthenticationSession()) || notes.isSettled()) {
      context.success();
      return;
    }
    ConsentOutcome outcome = new ConsentOutcome(context, notes);
    if (outcome.pending().plan() instanceof ConsentPlan.Ask ask) {
      context.challenge(page(context, outcome, notes, ask));
    } else {
      outcome.withoutPage();
    }
  }

  /** A reload shows what was there: the confirmation stays one. */
  private static jakarta.ws.rs.core.Response page(
      RequiredActionContext context,
      ConsentOutcome outcome,
      ConsentNotes notes,
      ConsentPlan.Ask ask) {
    ConsentPage page = new ConsentPage(context, outcome.pending(), notes);
    return notes.isConfirming() ? page.confirmation(ask, notes.confirming()) : page.first(ask);
  }

  @Override
  public void processAction(RequiredActionContext context) {
    ConsentNotes notes = new ConsentNotes(context.getAuthenticationSession());
    ConsentOutcome outcome = ConsentOutcome.exclusive(context, notes);
    if (!(outcome.pending().plan() instanceof ConsentPlan.Ask ask)) {
      outcome.withoutPage();
      return;
    }
    ConsentPage page = new ConsentPage(context, outcome.pending(), notes);
    ConsentForm form = new ConsentForm(context.getHttpRequest().getDecodedFormParameters(), notes);
    if (!outcome.isExclusive()) {
      context.challenge(page.again(ask));
      return;
    }
    if (form.isBack()) {
      notes.stopConfirming();
      context.challenge(page.first(ask));
      return;
    }
    Optional<ConsentAnswer> answer = form.answer();
    ConsentDecision decision =
        answer.map(a -> decide(outcome, ask, a)).orElseGet(ConsentDecision.Forged::new);
    apply(context, outcome, notes, page, ask, answer, decision);
  }

  private static ConsentDecision decide(
      ConsentOutcome outcome, ConsentPlan.Ask ask, ConsentAnswer answer) {
    PendingConsent pending = outcome.pending();
    return new ConsentPolicy(pending.catalog(), pending.rules()).decide(ask, answer);
  }

  private static void apply(
      RequiredActionContext context,
      ConsentOutcome outcome,
      ConsentNotes notes,
      ConsentPage page,
      ConsentPlan.Ask ask,
      Optional<ConsentAnswer> answer,
      ConsentDecision decision) {
    if (decision instanceof ConsentDecision.Granted granted) {
      outcome.granted(ask, granted);
    } else if (decision instanceof ConsentDecision.Refused refused) {
      outcome.refused(ask, refused);
    } else if (decision instanceof ConsentDecision.Confirm confirm) {
      notes.askToConfirm(ticked(answer), confirm.highRisk());
      context.challenge(page.confirmation(ask, confirm.highRisk()));
    } else {
      context.challenge(page.again(ask));
    }
  }

  private static Set<ScopeName> ticked(Optional<ConsentAnswer> answer) {
    return answer.orElse(null) instanceof ConsentAnswer.Grant grant ? grant.ticked() : Set.of();
  }

  @Override
  public void close() {}
}
