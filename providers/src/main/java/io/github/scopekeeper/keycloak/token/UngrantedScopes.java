package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Which scopes of a token request nobody has granted to the client. Keycloak looks at the consent
 * in most grants; where an app asks for permissions of a resource server (UMA) it does not, and
 * takes the scopes from what the resource server was granted.
 */
final class UngrantedScopes {

  private static final String ISSUED_TO = UngrantedScopes.class.getName();

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private final StoredConsent consent;
  private final ClientModel other;
  private AssignedScopes assignedToOther;
  private StoredConsent consentToOther;

  /**
   * @param consent of the user to the client that the scopes were requested by
   */
  UngrantedScopes(KeycloakSession session, ClientSessionContext context, StoredConsent consent) {
    this.session = session;
    this.realm = context.getClientSession().getClient().getRealm();
    this.user = context.getClientSession().getUserSession().getUser();
    this.consent = consent;
    this.other = context.getAttribute(ISSUED_TO, ClientModel.class);
  }

  /** Names the client that gets the token; to be called before the scopes are worked out. */
  static void issuedTo(ClientSessionContext context, ClientModel client) {
    if (!isOwn(context, client)) {
      context.setAttribute(ISSUED_TO, client);
    }
  }

  /** Whether the client gets a token of its own scopes. */
  static boolean isOwn(ClientSessionContext context, ClientModel client) {
    return client.getId().equals(context.getClientSession().getClient().getId());
  }

  Set<ScopeName> among(Collection<ClientScopeModel> scopes) {
    Set<ScopeName> ungranted = new LinkedHashSet<>(consent.unanswered(scopes));
    if (other != null) {
      ungranted.addAll(consentToOther().unanswered(scopes));
      scopes.stream()
          .filter(scope -> isPermission(scope) && !isAssigned(scope))
          .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
          .forEach(ungranted::add);
    }
    return ungranted;
  }

  /** Whether the client that gets the token may have an implied scope as well. */
  boolean allowsAdding(ClientScopeModel scope) {
    return other == null
        || isAssigned(scope) && consentToOther().unanswered(List.of(scope)).isEmpty();
  }

  /** Scopes that only shape a token stay as Keycloak has them: {@code basic}, {@code roles}. */
  private boolean isPermission(ClientScopeModel scope) {
    return scope.isDisplayOnConsentScreen() && ConsentTerms.inForce(realm)
        || new CatalogReader(realm).entryOf(scope).isPresent();
  }

  private boolean isAssigned(ClientScopeModel scope) {
    if (assignedToOther == null) {
      assignedToOther = AssignedScopes.of(other, user);
    }
    return assignedToOther.available(scope.getName()).isPresent();
  }

  private StoredConsent consentToOther() {
    if (consentToOther == null) {
      consentToOther = new StoredConsent(session, user, other);
    }
    return consentToOther;
  }
}
