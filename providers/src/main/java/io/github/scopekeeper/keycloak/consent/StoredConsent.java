package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.HeldScopes;
import io.github.scopekeeper.core.consent.Parties;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a user has said to an app: yes in Keycloak's own consent, no in our table. */
public final class StoredConsent {

  private final KeycloakSession session;
  private final RealmModel realm;
  private final UserModel user;
  private final ClientModel client;
  private final Parties parties;
  private final KeycloakConsent consent;
  private final ConsentMemory memory;
  private final boolean device;

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
    this.parties = new Parties(realm.getId(), user.getId(), client.getId());
    this.consent = new KeycloakConsent(session, user, client);
    this.memory = new ConsentMemory(session, user, parties);
    this.device = device;
  }

  UserModel user() {
    return user;
  }

  ClientModel client() {
    return client;
  }

  boolean isDevice() {
    return device;
  }

  ConsentMemory memory() {
    return memory;
  }

  KeycloakConsent consent() {
    return consent;
  }

  /** One answer at a time for this user and app; false when others take too long. */
  public boolean lock() {
    return ConsentLock.acquire(session, parties);
  }

  /** Keycloak is about to write the consent in this transaction, which has the lock. */
  void shareWithKeycloak() {
    consent.share();
  }

  /** Whether the user has answered this app's page, and not taken all of it back. */
  public boolean exists() {
    return consent.exists();
  }

  Map<String, Instant> deniedAt() {
    return memory.deniedAt();
  }

  Collection<ClientScopeModel> granted() {
    return consent.granted();
  }

  /** The refused scopes that the realm still has, and when the user refused each. */
  public Map<ScopeName, Instant> denials() {
    return deniedAt().keySet().stream()
        .map(realm::getClientScopeById)
        .filter(Objects::nonNull)
        .filter(scope -> ScopeName.parse(scope.getName()).isPresent())
        .collect(
            Collectors.toMap(
                scope -> ScopeName.of(scope.getName()), s -> deniedAt().get(s.getId())));
  }

  /** What the earlier yes means today, given this part of the catalog. */
  public Set<ScopeName> held(ScopeCatalog catalog) {
    return HeldScopes.of(catalog, grantedNames(), denials().keySet());
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
    return HeldScopes.of(catalog, allowed, denials().keySet()).contains(name);
  }

  /** The scopes that Keycloak's consent names. */
  public Set<ScopeName> grantedNames() {
    return granted().stream()
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .collect(Collectors.toSet());
  }

  /**
   * Keeps a yes and a no; of a scope that stands in both the yes.
   *
   * @param asked the scopes that the app asked for and may have
   * @param cameAlong the scopes that come with those
   */
  void store(
      Collection<ClientScopeModel> asked,
      Collection<ClientScopeModel> cameAlong,
      Collection<ClientScopeModel> denied) {
    Map<String, ClientScopeModel> yes = byId(asked);
    Map<String, ClientScopeModel> along = byId(cameAlong);
    along.keySet().removeAll(yes.keySet());
    Set<String> no = byId(denied).keySet();
    no.removeAll(yes.keySet());
    no.removeAll(along.keySet());
    if (!consent.exists()) {
      memory.takeBackAll();
    }
    Set<String> before = byId(granted()).keySet();
    memory.allow(yes.keySet(), along.keySet(), before);
    memory.deny(no);
    yes.putAll(along);
    consent.merge(yes.values(), no);
  }

  /**
   * Counts as granted what granted scopes imply, where that came about without our page; a refresh
   * would fail for it otherwise.
   */
  public void complete(Collection<ClientScopeModel> implied) {
    List<ClientScopeModel> shown =
        implied.stream().filter(ClientScopeModel::isDisplayOnConsentScreen).toList();
    if (client.isConsentRequired() && !shown.isEmpty() && !granted().isEmpty()) {
      store(List.of(), shown, List.of());
    }
  }

  /** Ends the consent to these scopes, by id; refresh tokens go on with the rest. */
  public void withdraw(Set<String> scopeIds) {
    if (!scopeIds.isEmpty()) {
      memory.takeBack(scopeIds);
      consent.merge(List.of(), scopeIds);
    }
  }

  /** Asks for a refused scope at the next request; false where it was not refused. */
  public boolean askAgain(ScopeName scope) {
    Optional<String> id =
        deniedAt().keySet().stream()
            .map(realm::getClientScopeById)
            .filter(model -> model != null && scope.value().equals(model.getName()))
            .map(ClientScopeModel::getId)
            .findFirst();
    return id.isPresent() && memory.askAgain(id.get());
  }

  private static Map<String, ClientScopeModel> byId(Collection<ClientScopeModel> scopes) {
    return scopes.stream()
        .collect(Collectors.toMap(ClientScopeModel::getId, Function.identity(), (a, b) -> a));
  }
}
