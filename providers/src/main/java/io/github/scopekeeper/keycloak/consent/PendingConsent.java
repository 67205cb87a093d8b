package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.core.consent.ConsentPlan;
import io.github.scopekeeper.core.consent.ConsentPolicy;
import io.github.scopekeeper.core.consent.ConsentRequest;
import io.github.scopekeeper.core.consent.ConsentRules;
import io.github.scopekeeper.core.incremental.GrantedBefore;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrderedModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The consent of one login, read from Keycloak and put to the rules. */
final class PendingConsent {

  private final ConsentNotes notes;
  private final StoredConsent stored;
  private final AssignedScopes assigned;
  private final ConsentTerms terms;
  private final Map<ScopeName, ClientScopeModel> shown = new LinkedHashMap<>();
  private final List<ClientScopeModel> closedToUser = new ArrayList<>();
  private final ClientRow clientRow;
  private final ScopeCatalog catalog;
  private final ConsentPlan plan;

  PendingConsent(
      KeycloakSession session,
      AuthenticationSessionModel login,
      ConsentNotes notes,
      StoredConsent stored) {
    this.notes = notes;
    this.stored = stored;
    ClientModel client = login.getClient();
    RealmModel realm = login.getRealm();
    this.terms = ConsentTerms.of(client);
    this.assigned = AssignedScopes.of(client, stored.user());
    this.clientRow = new ClientRow(stored, notes.isReview() || stored.isDevice());
    readRequested(session, client);
    List<ClientScopeModel> touched = new ArrayList<>(shown.values());
    touched.addAll(stored.granted());
    this.catalog = new CatalogReader(realm).touching(touched);
    this.plan = ConsentPlan.of(request(), terms.rules(), now());
  }

  private void readRequested(KeycloakSession session, ClientModel client) {
    TokenManager.getRequestedClientScopes(
            session, String.join(" ", notes.requested()), client, stored.user())
        .filter(scope -> !(scope instanceof ClientModel))
        .filter(AssignedScopes::isAskable)
        .sorted(Comparator.comparing(ScopeOrder::new, new OrderedModel.OrderedModelComparator<>()))
        .forEach(
            scope -> {
              if (assigned.isPermitted(scope)) {
                ScopeName.parse(scope.getName()).ifPresent(name -> shown.put(name, scope));
              } else {
                closedToUser.add(scope);
              }
            });
  }

  private ConsentRequest request() {
    Map<String, Instant> denied = stored.deniedAt();
    Set<ScopeName> held = held();
    List<ConsentItem> items =
        shown.entrySet().stream()
            .map(
                scope ->
                    new ConsentItem(
                        scope.getKey(),
                        isRequired(scope.getKey()),
                        held.contains(inConsent(scope.getKey())),
                        Optional.ofNullable(denied.get(scope.getValue().getId()))))
            .toList();
    boolean device = stored.isDevice();
    return new ConsentRequest(
        items, named(), held, signIn(), notes.isReview() || device, device, clientRow.isAsked());
  }

  private boolean isRequired(ScopeName name) {
    return terms.isRequired(inConsent(name), assigned);
  }

  private ScopeName inConsent(ScopeName name) {
    return ScopeName.of(assigned.nameInConsent(name.value()));
  }

  private boolean signIn() {
    return notes.requested().contains(OAuth2Constants.SCOPE_OPENID);
  }

  private Set<ScopeName> named() {
    return notes.requested().stream()
        .filter(token -> !OAuth2Constants.SCOPE_OPENID.equals(token))
        .flatMap(token -> ScopeName.parse(token).stream())
        .collect(Collectors.toSet());
  }

  static Instant now() {
    return ServerClock.INSTANCE.instant();
  }

  ConsentPlan plan() {
    return plan;
  }

  ClientRow clientRow() {
    return clientRow;
  }

  ConsentRules rules() {
    return terms.rules();
  }

  ScopeCatalog catalog() {
    return catalog;
  }

  /** The client scopes behind these names that are shown on consent screens, known or assigned. */
  List<ClientScopeModel> models(Set<ScopeName> names) {
    return names.stream().sorted().flatMap(name -> model(name).stream()).toList();
  }

  Optional<ClientScopeModel> model(ScopeName name) {
    return Optional.ofNullable(shown.get(name))
        .or(() -> assigned.available(name.value()))
        .filter(AssignedScopes::isAskable);
  }

  ConsentPolicy policy() {
    return new ConsentPolicy(
        catalog, terms.rules(), available(), stored.denials().keySet()::contains);
  }

  /** What is granted with a scope of the page. */
  Set<ScopeName> includes(ConsentItem item) {
    return plan instanceof ConsentPlan.Ask ask ? policy().includes(ask, item) : Set.of();
  }

  private Set<ScopeName> held() {
    return stored.held(catalog, available());
  }

  private AvailableScopes available() {
    AvailableScopes scopes = assigned.asAvailable();
    Predicate<ScopeName> requested = shown::containsKey;
    return new AvailableScopes(requested.or(scopes.available()), requested.or(scopes.asked()));
  }

  /** What Keycloak would ask for although this user cannot get it. */
  List<ClientScopeModel> closedToUser() {
    return closedToUser;
  }

  /** Those of them that every request of the client names. */
  List<ClientScopeModel> closedDefaults() {
    return closedToUser.stream().filter(scope -> assigned.isDefault(scope.getName())).toList();
  }

  /** Requested scopes that count as granted by what implies them. */
  Set<ScopeName> heldAndRequested() {
    Set<ScopeName> held = held();
    return shown.keySet().stream()
        .filter(name -> held.contains(inConsent(name)))
        .collect(Collectors.toSet());
  }

  /** What the tokens get besides the request, as far as the request wants and this client may. */
  Set<ScopeName> grantedBefore(Set<ScopeName> without) {
    Set<ScopeName> held = held();
    boolean all = notes.includesGrantedScopes() && terms.includesGranted();
    Set<ScopeName> optional =
        (all ? held : notes.alsoGranted())
            .stream()
                .filter(scope -> !assigned.isDefault(scope.value()))
                .filter(scope -> model(scope).isPresent())
                .collect(Collectors.toSet());
    optional.retainAll(held);
    Set<ScopeName> requested = new HashSet<>(shown.keySet());
    shown.keySet().forEach(name -> requested.add(inConsent(name)));
    return GrantedBefore.besides(requested, optional, without);
  }

  private record ScopeOrder(ClientScopeModel scope) implements OrderedModel {
    @Override
    public String getGuiOrder() {
      return scope.getGuiOrder();
    }
  }
}
