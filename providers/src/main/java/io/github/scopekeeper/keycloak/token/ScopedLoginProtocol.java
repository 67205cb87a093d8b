package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.consent.ConsentRefusal;
import io.github.scopekeeper.keycloak.consent.OutstandingConsent;
import io.github.scopekeeper.keycloak.grants.GrantProblem;
import io.github.scopekeeper.keycloak.grants.RequestedGrant;
import io.github.scopekeeper.keycloak.recentauth.LoginNotes;
import io.github.scopekeeper.keycloak.recentauth.RecentLoginDemand;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's OpenID Connect protocol with the effective scopes in what it answers at once. */
class ScopedLoginProtocol extends OIDCLoginProtocol {

  ScopedLoginProtocol(OIDCProviderConfig config) {
    super(config);
  }

  @Override
  public Response authenticated(
      AuthenticationSessionModel authSession,
      UserSessionModel userSession,
      ClientSessionContext context) {
    LoginNotes.loggedIn(
        session,
        authSession,
        userSession,
        AuthenticationManager.isSSOAuthentication(context.getClientSession()));
    if (OutstandingConsent.in(session, authSession)) {
      return refuse(authSession);
    }
    if (!new PushedRequest(session, authSession).take()) {
      event.error(Errors.INVALID_REQUEST);
      return ErrorPage.error(
          session, authSession, Response.Status.BAD_REQUEST, Messages.INVALID_REQUEST);
    }
    Optional<GrantProblem> problem =
        new RequestedGrant(session, authSession)
            .bind(context.getClientSession(), userSession.getUser());
    return problem.isPresent()
        ? refuse(authSession, problem.get())
        : super.authenticated(authSession, userSession, EffectiveContexts.of(session, context));
  }

  /** Keycloak counts a login through an identity provider from the moment of return; we do not. */
  @Override
  public boolean requireReauthentication(
      UserSessionModel userSession, AuthenticationSessionModel authSession) {
    return super.requireReauthentication(userSession, authSession)
        || RecentLoginDemand.isUnmet(session, authSession, userSession);
  }

  private Response refuse(AuthenticationSessionModel authSession, GrantProblem problem) {
    session.getTransactionManager().setRollbackOnly();
    event.detail(Details.REASON, problem.description());
    event.error(Errors.INVALID_REQUEST);
    return AuthorizationError.redirect(
        session, authSession, problem.error(), problem.description());
  }

  /** Nothing of what the login has stored on its way here may stay. */
  private Response refuse(AuthenticationSessionModel authSession) {
    session.getTransactionManager().setRollbackOnly();
    event.error(Errors.REJECTED_BY_USER);
    return sendError(authSession, Error.CONSENT_DENIED, "The user has not been asked for consent");
  }

  @Override
  public void authenticationComplete(AuthenticationSessionModel authSession) {
    PushedRequest request = new PushedRequest(session, authSession);
    if (!request.isTaken()) {
      super.authenticationComplete(authSession);
      if (!request.take()) {
        throw new AuthenticationFlowException(
            "The pushed request has been used", AuthenticationFlowError.INTERNAL_ERROR);
      }
    }
  }

  @Override
  public Response sendError(AuthenticationSessionModel authSession, Error error, String message) {
    Optional<String> refusal = ConsentRefusal.of(authSession);
    boolean wouldAsk = error == Error.PASSIVE_INTERACTION_REQUIRED || error == Error.CONSENT_DENIED;
    return refusal.isPresent() && wouldAsk
        ? super.sendError(authSession, Error.CONSENT_DENIED, refusal.get())
        : super.sendError(authSession, error, message);
  }
}
