package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.grant.Grants;
import io.github.scopekeeper.core.grant.Grants.Grant;
import io.github.scopekeeper.keycloak.consent.RevocationEvent;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.consent.jpa.JpaGrants;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** A grant, to be looked at and revoked. */
public final class RevocableGrant {

  private static final String GRANT_ID = "grant_id";

  private final KeycloakSession session;
  private final ClientModel client;
  private final UserModel user;
  private final Grant grant;
  private final StoredConsent consent;

  private RevocableGrant(KeycloakSession session, ClientModel client, UserModel user, Grant grant) {
    this.session = session;
    this.client = client;
    this.user = user;
    this.grant = grant;
    this.consent = new StoredConsent(session, user, client);
  }

  /** Empty where the client has no such grant, or its user is gone or has taken everything back. */
  public static Optional<RevocableGrant> find(
      KeycloakSession session, ClientModel client, String id) {
    RealmModel realm = client.getRealm();
    return new JpaGrants(session)
        .find(realm.getId(), id)
        .filter(grant -> grant.parties().clientId().equals(client.getId()))
        .flatMap(
            grant ->
                Optional.ofNullable(session.users().getUserById(realm, grant.parties().userId()))
                    .map(user -> new RevocableGrant(session, client, user, grant)))
        .filter(grant -> grant.consent.exists());
  }

  public Grant grant() {
    return grant;
  }

  /** What it holds today: less what the user has taken back since. */
  public List<ScopeName> scopes() {
    Set<ScopeName> granted = consent.grantedNames();
    return grant.scopeIds().stream()
        .map(client.getRealm()::getClientScopeById)
        .filter(Objects::nonNull)
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .filter(granted::contains)
        .sorted()
        .toList();
  }

  /**
   * Its refresh tokens are good for nothing from now on, and its scopes are not allowed any more
   * but for those that another grant holds.
   *
   * @return false where another answer of this user is being stored, and nothing has changed
   */
  public boolean revoke() {
    if (!consent.lock()) {
      return false;
    }
    List<ScopeName> scopes = scopes();
    Grants grants = new JpaGrants(session);
    grants.delete(grant);
    OrphanedScopes.withdraw(grants, consent, grant);
    EventBuilder event =
        new EventBuilder(client.getRealm(), session, session.getContext().getConnection())
            .client(client)
            .user(user)
            .detail(GRANT_ID, grant.id());
    RevocationEvent.send(event, client, scopes);
    return true;
  }
}
