package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.core.consent.HeldScopes;
import io.github.scopekeeper.keycloak.consent.jpa.JpaDenials;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.managers.UserConsentManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a user has said to an app: yes in Keycloak's own consent, no in our table. */
public final class StoredConsent {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private final ClientModel client;
  private final Denials denials;
  private final Denials.Between parties;
  private final boolean device;
  private Map<String, Instant> deniedAt;

  StoredConsent(KeycloakSession session, AuthenticationSessionModel login) {
    this(
        session,
        login.getAuthenticatedUser(),
        login.getClient(),
        DeviceGrantType.isOAuth2DeviceVerificationFlow(login));
  }

  public StoredConsent(KeycloakSession session, UserModel user, ClientModel client) {
    this(session, user, client, false);
  }

  private StoredConsent(
      KeycloakSession session, UserModel user, ClientModel client, boolean device) {
    this.session = session;
    this.realm = client.getRealm();
    this.user = user;
    this.client = client;
    this.denials = new JpaDenials(session);
    this.parties = new Denials.Between(realm.getId(), user.getId(), client.getId());
    this.device = device;
  }

  UserModel user() {
    return user;
  }

  boolean isDevice() {
    return device;
  }

  /** One answer at a time for this user and app; false when others take too long. */
  boolean lock() {
    return ConsentLock.acquire(session, parties);
  }

  Map<String, Instant> deniedAt() {
    if (deniedAt == null) {
      deniedAt = isTransient() ? Map.of() : denials.deniedAt(parties);
    }
    return deniedAt;
  }

  Collection<ClientScopeModel> granted() {
    UserConsentModel consent = consent();
    return consent == null ? List.of() : consent.getGrantedClientScopes();
  }

  /** What the earlier yes means today, given this part of the catalog. */
  Set<ScopeName> held(ScopeCatalog catalog) {
    return HeldScopes.of(catalog, grantedNames(), deniedNames());
  }

  private Set<ScopeName> deniedNames() {
    return deniedAt().keySet().stream()
        .map(realm::getClientScopeById)
        .filter(Objects::nonNull)
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Whether a token for these scopes may carry one that they imply. Where it is stored already, as
   * after our page, this costs no look at the denials.
   */
  public boolean allows(ClientScopeModel implied, Set<ScopeName> granted, ScopeCatalog catalog) {
    if (!client.isConsentRequired() || !implied.isDisplayOnConsentScreen()) {
      return true;
    }
    Set<ScopeName> allowed = grantedNames();
    ScopeName name = ScopeName.of(implied.getName());
    if (allowed.contains(name)) {
      return true;
    }
    allowed.addAll(granted);
    return HeldScopes.of(catalog, allowed, deniedNames()).contains(name);
  }

  Set<ScopeName> grantedNames() {
    return granted().stream()
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .collect(Collectors.toSet());
  }

  private UserConsentModel consent() {
    return UserConsentManager.getConsentByClient(session, realm, user, client.getId());
  }

  /** Keeps a yes and a no; of a scope that stands in both the yes. */
  void store(List<ClientScopeModel> granted, List<ClientScopeModel> denied) {
    Set<String> yes = ids(granted);
    Set<String> no = ids(denied);
    no.removeAll(yes);
    merge(granted, no);
    if (!isTransient()) {
      denials.forget(parties, yes.stream().filter(deniedAt()::containsKey).toList());
      denials.remember(parties, no, PendingConsent.now());
    }
  }

  /**
   * Counts as granted what granted scopes imply, where that came about without our page; a refresh
   * would fail for it otherwise.
   */
  public void complete(Collection<ClientScopeModel> implied) {
    List<ClientScopeModel> shown =
        implied.stream().filter(ClientScopeModel::isDisplayOnConsentScreen).toList();
    if (client.isConsentRequired() && !shown.isEmpty() && !granted().isEmpty()) {
      merge(shown, Set.of());
    }
  }

  private void merge(List<ClientScopeModel> granted, Set<String> revoked) {
    UserConsentModel consent = consent();
    if (consent == null) {
      if (granted.isEmpty()) {
        return;
      }
      consent = new UserConsentModel(client);
      UserConsentManager.addConsent(session, realm, user, consent);
    }
    boolean changed = consent.getGrantedClientScopes().removeIf(s -> revoked.contains(s.getId()));
    for (ClientScopeModel scope : granted) {
      if (!consent.isClientScopeGranted(scope)) {
        consent.addGrantedClientScope(scope);
        changed = true;
      }
    }
    if (changed) {
      UserConsentManager.updateConsent(session, realm, user, consent);
    }
  }

  private static Set<String> ids(List<ClientScopeModel> scopes) {
    return scopes.stream().map(ClientScopeModel::getId).collect(Collectors.toSet());
  }

  /** A user whom Keycloak forgets when the session ends. */
  private boolean isTransient() {
    return LightweightUserAdapter.isLightweightUser(user);
  }
}
