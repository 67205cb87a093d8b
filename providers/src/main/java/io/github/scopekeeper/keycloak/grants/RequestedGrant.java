package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.core.grant.GrantAction;
import io.github.scopekeeper.core.grant.Grants;
import io.github.scopekeeper.core.grant.Grants.Grant;
import io.github.scopekeeper.keycloak.authorization.AuthorizationParameters;
import io.github.scopekeeper.keycloak.consent.AlsoGranted;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.jpa.JpaGrants;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What an authorization request wants to do with a grant, on its way through the login. */
public final class RequestedGrant {

  private final KeycloakSession session;
  private final Grants grants;
  private final AuthenticationSessionModel login;
  private final RealmModel realm;
  private final ClientModel client;

  public RequestedGrant(KeycloakSession session, AuthenticationSessionModel login) {
    this.session = session;
    this.grants = new JpaGrants(session);
    this.login = login;
    this.realm = login.getRealm();
    this.client = login.getClient();
  }

  /** Before anybody is asked anything: what is wrong with the request, as far as can be seen. */
  public Optional<GrantProblem> prepare() {
    Optional<GrantProblem> problem = check();
    if (problem.isEmpty() && action().orElse(null) instanceof GrantAction.Merge merge) {
      grantOfClient(merge.grantId()).ifPresent(grant -> AlsoGranted.note(login, names(grant)));
    }
    return problem;
  }

  private Optional<GrantProblem> check() {
    try {
      return action().flatMap(this::check);
    } catch (IllegalArgumentException e) {
      return Optional.of(GrantProblem.invalidRequest(e.getMessage()));
    }
  }

  /** Empty where we are not in force: others may use the same names for something else. */
  private Optional<GrantAction> action() {
    AuthorizationParameters request = new AuthorizationParameters(login);
    Optional<String> action = request.get(AuthorizationParameters.GRANT_MANAGEMENT_ACTION);
    boolean concerned = isFor(client) || (action.isPresent() && ConsentTerms.inForce(realm));
    return concerned
        ? GrantAction.of(action, request.get(AuthorizationParameters.GRANT_ID))
        : Optional.empty();
  }

  /** Whether a client can have grants. */
  static boolean isFor(ClientModel client) {
    return !client.isPublicClient()
        && client.isConsentRequired()
        && ConsentTerms.inForce(client.getRealm());
  }

  private Optional<GrantProblem> check(GrantAction action) {
    if (!isFor(client)) {
      return Optional.of(
          GrantProblem.invalidRequest(
              "Grants are for confidential clients that ask their users for consent"));
    }
    return action
        .changed()
        .filter(id -> grantOfClient(id).isEmpty())
        .map(id -> GrantProblem.UNKNOWN_GRANT);
  }

  private Optional<Grant> grantOfClient(String id) {
    return grants
        .find(realm.getId(), id)
        .filter(grant -> grant.parties().clientId().equals(client.getId()));
  }

  private Set<ScopeName> names(Grant grant) {
    return grant.scopeIds().stream()
        .map(realm::getClientScopeById)
        .filter(Objects::nonNull)
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .collect(Collectors.toSet());
  }

  /**
   * When the code is made: notes for the token request what to do, or that there is nothing to do.
   * The request is checked again: not every road to a login passes where it was checked first.
   */
  public Optional<GrantProblem> bind(AuthenticatedClientSessionModel app, UserModel user) {
    Optional<GrantProblem> problem = check();
    if (problem.isPresent()) {
      return problem;
    }
    Parties parties = new Parties(realm.getId(), user.getId(), client.getId());
    Optional<GrantAction> action = action();
    boolean foreign =
        action
            .flatMap(GrantAction::changed)
            .flatMap(this::grantOfClient)
            .filter(grant -> !grant.parties().equals(parties))
            .isPresent();
    if (foreign) {
      return Optional.of(GrantProblem.UNKNOWN_GRANT);
    }
    if (action.isPresent() && !GrantNote.isTold(login)) {
      return Optional.of(
          GrantProblem.invalidRequest("A request about a grant needs a nonce or a code_challenge"));
    }
    action.ifPresent(wanted -> new GrantNote(session, app).put(login, wanted));
    return Optional.empty();
  }
}
