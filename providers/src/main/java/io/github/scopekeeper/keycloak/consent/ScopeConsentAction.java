package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.ConsentPlan;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
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
    if (!concerns(login)) {
      return;
    }
    if (isSettled(context, notes)) {
      new LoginEvent(login).describe(context.getEvent());
      return;
    }
    ConsentOutcome outcome = new ConsentOutcome(context, notes);
    ConsentPlan plan = outcome.pending().plan();
    if (plan instanceof ConsentPlan.GoOn goOn) {
      outcome.goOn(goOn);
      return;
    }
    new SignedInUser(context).refuseAnother();
    if (plan instanceof ConsentPlan.Refuse refuse) {
      outcome.noteRefusal(refuse);
    }
    login.addRequiredAction(ScopeConsentActionFactory.ID);
  }

  /** Keycloak's own page would ask for what has been revoked since. */
  private static boolean isSettled(RequiredActionContext context, ConsentNotes notes) {
    AuthenticationSessionModel login = context.getAuthenticationSession();
    if (notes.isSettled()
        && !notes.isLosing()
        && !new SettledConsent(context.getSession(), login).stands()) {
      notes.unsettle();
    }
    return notes.isSettled();
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
    new SignedInUser(context).refuseAnother();
    ConsentOutcome outcome = new ConsentOutcome(context, notes);
    if (outcome.pending().plan() instanceof ConsentPlan.Ask ask) {
      new ConsentDialogue(context, notes, outcome, ask).show();
    } else {
      outcome.withoutPage();
    }
  }

  @Override
  public void processAction(RequiredActionContext context) {
    try {
      process(context);
    } catch (ModelDuplicateException keycloakWasFaster) {
      context.getSession().getTransactionManager().setRollbackOnly();
      context.challenge(again(context));
    }
  }

  private static void process(RequiredActionContext context) {
    new SignedInUser(context).refuseAnother();
    ConsentNotes notes = new ConsentNotes(context.getAuthenticationSession());
    ConsentForm form = new ConsentForm(context.getHttpRequest().getDecodedFormParameters(), notes);
    ConsentOutcome outcome = ConsentOutcome.exclusive(context, notes);
    if (outcome.pending().plan() instanceof ConsentPlan.Ask ask) {
      new ConsentDialogue(context, notes, outcome, ask).answer(form);
    } else if (form.isDeny()) {
      outcome.refusedWithoutPage();
    } else {
      outcome.withoutPage();
    }
  }

  /** What is stored by now is to be looked at by another request. */
  private static Response again(RequiredActionContext context) {
    AuthenticationSessionModel login = context.getAuthenticationSession();
    URI page =
        new AuthenticationFlowURLHelper(
                context.getSession(), context.getRealm(), context.getUriInfo())
            .getLastExecutionUrl(
                LoginActionsService.REQUIRED_ACTION,
                ScopeConsentActionFactory.ID,
                login.getClient().getClientId(),
                login.getTabId(),
                AuthenticationProcessor.getClientData(context.getSession(), login));
    return Response.status(Response.Status.FOUND).location(page).build();
  }

  @Override
  public void close() {}
}
