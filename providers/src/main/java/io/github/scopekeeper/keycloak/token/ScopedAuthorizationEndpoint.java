package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.authorization.IncomingRequest;
import io.github.scopekeeper.keycloak.grants.GrantProblem;
import io.github.scopekeeper.keycloak.grants.RequestedGrant;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.AuthorizationEndpoint;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's authorization endpoint with our protocol in it: for {@code prompt=none} it makes one
 * of its own, whose answers would go past the effective scopes.
 */
public class ScopedAuthorizationEndpoint extends AuthorizationEndpoint {

  private IncomingRequest incoming;
  private Optional<GrantProblem> problem = Optional.empty();

  public ScopedAuthorizationEndpoint(KeycloakSession session, EventBuilder event) {
    super(session, event);
  }

  @Override
  public Response buildGet() {
    incoming = new IncomingRequest(session, session.getContext().getUri().getQueryParameters());
    return super.buildGet();
  }

  @Override
  public Response buildPost() {
    incoming =
        new IncomingRequest(
            session, session.getContext().getHttpRequest().getDecodedFormParameters());
    return super.buildPost();
  }

  @Override
  protected AuthenticationSessionModel createAuthenticationSession(
      ClientModel client, String requestState) {
    AuthenticationSessionModel login = super.createAuthenticationSession(client, requestState);
    incoming.noteIn(login);
    incoming.pushedUri().ifPresent(new PushedRequest(session, login)::remember);
    problem = new RequestedGrant(session, login).prepare();
    return login;
  }

  @Override
  protected Response handleBrowserAuthenticationRequest(
      AuthenticationSessionModel authSession,
      LoginProtocol stock,
      boolean isPassive,
      boolean redirectToAuthentication) {
    if (problem.isPresent()) {
      return refuse(authSession, problem.get());
    }
    LoginProtocol ours =
        session
            .getProvider(LoginProtocol.class, OIDCLoginProtocol.LOGIN_PROTOCOL)
            .setRealm(realm)
            .setUriInfo(session.getContext().getUri())
            .setHttpHeaders(headers)
            .setEventBuilder(event);
    return super.handleBrowserAuthenticationRequest(
        authSession, ours, isPassive, redirectToAuthentication);
  }

  private Response refuse(AuthenticationSessionModel login, GrantProblem problem) {
    event.detail(Details.REASON, problem.description());
    event.error(Errors.INVALID_REQUEST);
    Response answer =
        AuthorizationError.redirect(session, login, problem.error(), problem.description());
    new AuthenticationSessionManager(session).removeAuthenticationSession(realm, login, false);
    return answer;
  }
}
