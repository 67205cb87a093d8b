package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.consent.ConsentRefusal;
import io.github.scopekeeper.keycloak.consent.OutstandingConsent;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCProviderConfig;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Keycloak's OpenID Connect protocol with the effective scopes in what it answers at once. */
class ScopedLoginProtocol extends OIDCLoginProtocol {

  /** Client note: the request that this login is for. A restart of the login clears Keycloak's. */
  private static final String REQUEST = "scopekeeper.request.uri";

  /** Client note: that request has been taken, and cannot be taken again. */
  private static final String REQUEST_TAKEN = "scopekeeper.request.taken";

  ScopedLoginProtocol(OIDCProviderConfig config) {
    super(config);
  }

  @Override
  public Response authenticated(
      AuthenticationSessionModel authSession,
      UserSessionModel userSession,
      ClientSessionContext context) {
    if (OutstandingConsent.in(authSession)) {
      return refuse(authSession);
    }
    try {
      takeRequest(authSession);
    } catch (AuthenticationFlowException usedBefore) {
      event.error(usedBefore.getMessage());
      return ErrorPage.error(
          session, authSession, Response.Status.BAD_REQUEST, Messages.INVALID_REQUEST);
    }
    return super.authenticated(authSession, userSession, EffectiveContexts.of(session, context));
  }

  /** Nothing of what the login has stored on its way here may stay. */
  private Response refuse(AuthenticationSessionModel authSession) {
    session.getTransactionManager().setRollbackOnly();
    event.error(Errors.REJECTED_BY_USER);
    return sendError(authSession, Error.CONSENT_DENIED, "The user has not been asked for consent");
  }

  /** Notes which request a login is for, before anything is asked. */
  static void rememberRequest(AuthenticationSessionModel authSession) {
    String request = authSession.getAuthNote(Constants.AUTHORIZATION_REQUEST_URI);
    if (request != null) {
      authSession.setClientNote(REQUEST, request);
    }
  }

  /** Keycloak leaves this out when a required action has come in between. */
  private void takeRequest(AuthenticationSessionModel authSession) {
    String request = authSession.getClientNote(REQUEST);
    if (request != null) {
      authSession.setAuthNote(Constants.AUTHORIZATION_REQUEST_URI, request);
      authenticationComplete(authSession);
    }
  }

  @Override
  public void authenticationComplete(AuthenticationSessionModel authSession) {
    if (authSession.getClientNote(REQUEST_TAKEN) == null) {
      super.authenticationComplete(authSession);
      authSession.setClientNote(REQUEST_TAKEN, "true");
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
