package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.HeldScopes;
import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final ApprovedScopes approved;
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
    this.approved = new ApprovedScopes(realm, consent, memory);
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

  /**
   * One writer at a time for this user and app, who sees what all earlier ones have stored; false
   * when others take too long.
   */
  public boolean lock() {
    boolean held = ConsentLock.isHeld(session, parties);
    if (!held) {
      memory.forgetWhatWasRead();
    }
    return held || ConsentLock.acquire(session, parties);
  }

  /** Whether the user has answered this app's page, and not taken all of it back. */
  public boolean exists() {
    return consent.exists();
  }

  Map<String, Instant> deniedAt() {
    return memory.deniedAt();
  }

  /** What Keycloak's consent names and the user has answered. */
  Collection<ClientScopeModel> granted() {
    return consent.granted().stream().filter(approved::counts).toList();
  }

  /**
   * Those of the scopes that our page asks for, and no answer of the user stands behind. Nobody is
   * asked for a service account.
   */
  public Set<ScopeName> unanswered(Collection<ClientScopeModel> scopes) {
    if (!client.isConsentRequired() || user.getServiceAccountClientLink() != null) {
      return Set.of();
    }
    List<ClientScopeModel> askable = scopes.stream().filter(AssignedScopes::isAskable).toList();
    if (askable.isEmpty() || !ConsentTerms.inForce(realm)) {
      return Set.of();
    }
    Set<String> named = consent.ids();
    return askable.stream()
        .filter(scope -> !named.contains(scope.getId()) || !approved.counts(scope))
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .collect(Collectors.toSet());
  }

  /** Whether the user has said yes to Keycloak's row about the client itself. */
  public boolean allowsClient() {
    return consent.names(client);
  }

  void allowClient() {
    consent.merge(List.of(client), Set.of());
  }

  /** The refused scopes that the realm still has, and when the user refused each. */
  public Map<ScopeName, Instant> denials() {
    Map<String, Instant> deniedAt = deniedAt();
    return deniedAt.keySet().stream()
        .map(realm::getClientScopeById)
        .filter(Objects::nonNull)
        .filter(scope -> ScopeName.parse(scope.getName()).isPresent())
        .collect(
            Collectors.toMap(scope -> ScopeName.of(scope.getName()), s -> deniedAt.get(s.getId())));
  }

  /** Looked up once, and only where it matters. */
  private Predicate<ScopeName> denied() {
    return new Predicate<>() {
      private Set<ScopeName> denied;

      @Override
      public boolean test(ScopeName scope) {
        if (denied == null) {
          denied = denials().keySet();
        }
        return denied.contains(scope);
      }
    };
  }

  /** What the earlier yes means today, given this part of the catalog and what the app can have. */
  public Set<ScopeName> held(ScopeCatalog catalog, AvailableScopes scopes) {
    return HeldScopes.of(catalog, grantedNames(), denials().keySet(), scopes);
  }

  /**
   * Which implied scopes a token may carry. Where they are stored already, as after our page, this
   * costs no look at the denials.
   */
  public Predicate<ClientScopeModel> allowed(ScopeCatalog catalog) {
    if (!client.isConsentRequired()) {
      return implied -> true;
    }
    Predicate<ScopeName> comesAlong = HeldScopes.comesAlong(catalog, grants(), denied());
    return implied ->
        !implied.isDisplayOnConsentScreen() || comesAlong.test(ScopeName.of(implied.getName()));
  }

  /** As {@link #grantedNames}, for few of them: our records are read only where they matter. */
  public Predicate<ScopeName> grants() {
    Map<ScopeName, ClientScopeModel> named = new HashMap<>();
    consent
        .granted()
        .forEach(s -> ScopeName.parse(s.getName()).ifPresent(name -> named.put(name, s)));
    return name -> named.containsKey(name) && approved.counts(named.get(name));
  }

  /** The scopes that Keycloak's consent names and the user has answered. */
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
    List<ClientScopeModel> all = Stream.of(yes, along).flatMap(m -> m.values().stream()).toList();
    // first, so that no approval is older than the consent that it belongs to
    consent.merge(all, no);
    memory.allow(yes.keySet(), along.keySet(), before);
    memory.deny(no);
  }

  /**
   * Keycloak gives no token without consent to all default scopes, also to those that it leaves out
   * because the user lacks a role. Without an approval this counts for nothing.
   *
   * @return false where another request writes the consent, and nothing was done
   */
  boolean satisfyKeycloak(Collection<ClientScopeModel> closed) {
    if (byId(consent.granted()).keySet().containsAll(byId(closed).keySet())) {
      return true;
    }
    boolean existed = consent.exists();
    if (!lock()) {
      return false;
    }
    if (!consent.exists() && !existed) {
      memory.takeBackAll();
    }
    if (consent.exists() || !existed) {
      consent.merge(closed, Set.of());
    }
    return true;
  }

  /**
   * Counts as granted what granted scopes imply, where that came about without our page; a refresh
   * would fail for it otherwise. Only what the stored consent implies, and never as a new consent:
   * the user may have revoked it a moment ago.
   *
   * @param besides scopes that the user is not asked for, and what else may imply something
   * @return false where another request writes the consent, and nothing was done
   */
  public boolean complete(Collection<ClientScopeModel> implied, Stream<ClientScopeModel> besides) {
    Set<String> stored = byId(consent.granted()).keySet();
    List<ClientScopeModel> missing =
        implied.stream()
            .filter(ClientScopeModel::isDisplayOnConsentScreen)
            .filter(scope -> !stored.contains(scope.getId()))
            .toList();
    if (!client.isConsentRequired() || stored.isEmpty() || missing.isEmpty()) {
      return true;
    }
    if (!lock()) {
      return false;
    }
    Set<ScopeName> implying = implied(besides.filter(s -> !s.isDisplayOnConsentScreen()).toList());
    List<ClientScopeModel> held =
        missing.stream()
            .filter(
                scope -> ScopeName.parse(scope.getName()).filter(implying::contains).isPresent())
            .toList();
    if (exists() && !held.isEmpty()) {
      store(List.of(), held, List.of());
    }
    return true;
  }

  private Set<ScopeName> implied(Collection<ClientScopeModel> besides) {
    List<ClientScopeModel> all = new ArrayList<>(granted());
    all.addAll(besides);
    Set<ScopeName> allowed =
        all.stream()
            .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
            .collect(Collectors.toSet());
    return HeldScopes.of(
        new CatalogReader(realm).touching(all),
        allowed,
        denials().keySet(),
        AssignedScopes.of(client, user).asAvailable());
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
