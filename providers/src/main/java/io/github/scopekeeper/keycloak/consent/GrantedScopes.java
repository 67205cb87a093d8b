package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.Approvals.Approval;
import io.github.scopekeeper.core.consent.TakenBack;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What a user allows an app today: to look at, and to take back. */
public final class GrantedScopes {

  private final StoredConsent stored;
  private final AssignedScopes assigned;
  private final ConsentTerms terms;
  private final ScopeCatalog catalog;

  public GrantedScopes(KeycloakSession session, UserModel user, ClientModel client) {
    this(new StoredConsent(session, user, client));
  }

  public GrantedScopes(StoredConsent stored) {
    this.stored = stored;
    this.assigned = AssignedScopes.of(stored.client(), stored.user());
    this.terms = ConsentTerms.of(stored.client());
    RealmModel realm = stored.client().getRealm();
    List<ClientScopeModel> touched = new ArrayList<>(stored.granted());
    stored.deniedAt().keySet().stream()
        .map(realm::getClientScopeById)
        .filter(Objects::nonNull)
        .forEach(touched::add);
    this.catalog = new CatalogReader(realm).touching(touched);
  }

  /** The entries of what the user has allowed and refused. */
  public ScopeCatalog catalog() {
    return catalog;
  }

  /** The scope of that name, if the app can have it of this user and people are asked for it. */
  public Optional<ClientScopeModel> model(ScopeName scope) {
    return assigned.available(scope.value()).filter(AssignedScopes::isAskable);
  }

  /** What the app can get without asking again. */
  public Set<ScopeName> names() {
    return stored.held(catalog, assigned.asAvailable()).stream()
        .filter(scope -> model(scope).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the app may do more than {@link #names} says: what scopes with parameters allow. */
  public boolean hasUnlisted() {
    return stored.grantedNames().stream()
        .flatMap(scope -> assigned.available(scope.value()).stream())
        .anyMatch(AssignedScopes::isParameterized);
  }

  /** {@link #names} with the time of the yes; empty where it is older than our records. */
  public Map<ScopeName, Optional<Instant>> since() {
    Map<String, Approval> approvals = stored.memory().approvals();
    Optional<Instant> consent = stored.consent().since();
    Map<ScopeName, Optional<Instant>> since = new TreeMap<>();
    for (ScopeName scope : names()) {
      Optional<Approval> approval = model(scope).map(m -> approvals.get(m.getId()));
      since.put(
          scope,
          approval
              .map(Approval::since)
              .or(() -> consent)
              .filter(at -> !at.isAfter(PendingConsent.now())));
    }
    return since;
  }

  /** What would go if this scope were taken back; empty where the app does not hold it. */
  public Set<ScopeName> goingWith(ScopeName scope) {
    return goingWithEach().apply(scope);
  }

  /** {@link #goingWith} for many scopes, of what is stored now. */
  public Function<ScopeName, Set<ScopeName>> goingWithEach() {
    Set<ScopeName> held = heldByName();
    Set<ScopeName> cameAlong = cameAlong(held);
    return scope -> TakenBack.of(catalog, held, cameAlong, scope);
  }

  /** Also what the app cannot have today: else it would bring back what was taken back. */
  private Set<ScopeName> heldByName() {
    return stored.held(catalog, AvailableScopes.ALL);
  }

  /** Whether the app cannot work without this scope, and so nothing may stay of it. */
  public boolean isRequired(ScopeName scope) {
    return terms.isRequired(scope, assigned);
  }

  /** Whether the app could not go on if this scope were taken back. */
  public boolean endsAccess(ScopeName scope) {
    return goingWith(scope).stream().anyMatch(this::isRequired);
  }

  private Set<ScopeName> cameAlong(Set<ScopeName> held) {
    Map<String, Approval> approvals = stored.memory().approvals();
    Set<ScopeName> cameAlong = new HashSet<>(held);
    stored.granted().stream()
        .filter(
            scope -> !approvals.containsKey(scope.getId()) || approvals.get(scope.getId()).asked())
        .flatMap(scope -> ScopeName.parse(scope.getName()).stream())
        .forEach(cameAlong::remove);
    return cameAlong;
  }

  /**
   * Takes one scope back, and what cannot stay without it. Refresh tokens go on with the rest, but
   * not where this {@link #endsAccess}. To be called under {@link StoredConsent#lock}.
   *
   * @return what the app has lost; empty where it did not hold the scope
   */
  public Set<ScopeName> takeBack(ScopeName scope) {
    Set<ScopeName> gone = goingWith(scope);
    Set<String> ids =
        stored.granted().stream()
            .filter(model -> ScopeName.parse(model.getName()).filter(gone::contains).isPresent())
            .map(ClientScopeModel::getId)
            .collect(Collectors.toSet());
    stored.withdraw(ids);
    return gone;
  }

  /**
   * Takes everything back, as Keycloak's account console does: sessions and offline tokens of the
   * app end. What the user has refused stays refused. To be called under {@link
   * StoredConsent#lock}.
   *
   * @return what the app has lost; empty where it had nothing
   */
  public Set<ScopeName> takeBackAll() {
    Set<ScopeName> gone = names();
    gone.addAll(stored.grantedNames());
    stored.memory().takeBackAll();
    return stored.consent().revoke() ? gone : Set.of();
  }
}
