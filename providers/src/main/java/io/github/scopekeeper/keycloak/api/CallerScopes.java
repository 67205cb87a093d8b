package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.core.incremental.Standing;
import io.github.scopekeeper.core.incremental.Upgrade;
import io.github.scopekeeper.core.incremental.UpgradePolicy;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.core.token.TokenReading;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.GrantedScopes;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.recentauth.RecentAuthConfig;
import io.github.scopekeeper.keycloak.recentauth.SessionLogin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;

/**
 * What an app has of a user, read from Keycloak: of an app that needs consent what the user has
 * said, of any other what its token says.
 */
final class CallerScopes {

  private final KeycloakSession session;
  private final Caller caller;
  private final ClientModel client;
  private final ConsentTerms terms;
  private final StoredConsent stored;
  private final GrantedScopes granted;
  private final AssignedScopes assigned;
  private final CarriedScopes carried;

  CallerScopes(KeycloakSession session, Caller caller) {
    this.session = session;
    this.caller = caller;
    this.client = caller.client();
    this.terms = ConsentTerms.of(client);
    this.stored = new StoredConsent(session, caller.user(), client);
    this.granted = new GrantedScopes(stored);
    this.assigned = AssignedScopes.of(client, caller.user());
    this.carried = new CarriedScopes(caller, assigned);
  }

  boolean needsConsent() {
    return client.isConsentRequired();
  }

  AskedScopes asked(Collection<ScopeName> names) {
    return new AskedScopes(assigned, names);
  }

  /** What the app has, and since when; no time where nobody knows it. */
  Map<ScopeName, Optional<Instant>> granted() {
    if (needsConsent()) {
      return granted.since();
    }
    Map<ScopeName, Optional<Instant>> named = new TreeMap<>();
    carried.named().forEach(name -> named.put(name, Optional.empty()));
    return named;
  }

  /** What the user refused and the app could ask for again; by our page only. */
  Map<ScopeName, Instant> denied() {
    if (!needsConsent() || !ConsentTerms.inForce(client.getRealm())) {
      return Map.of();
    }
    Map<ScopeName, Instant> denied = new TreeMap<>(stored.denials());
    denied.values().removeIf(Denials.ASKABLE::equals);
    denied.keySet().removeAll(granted.names());
    denied.keySet().removeIf(scope -> granted.model(scope).isEmpty());
    return denied;
  }

  /** From when on the app may ask for what was refused then. */
  Instant retryAt(ScopeName scope, Instant deniedAt) {
    return terms.rules().withheldUntil(item(scope, deniedAt), deniedAt).orElse(deniedAt);
  }

  private ConsentItem item(ScopeName scope, Instant deniedAt) {
    return new ConsentItem(scope, terms.isRequired(scope, assigned), false, Optional.of(deniedAt));
  }

  /** The entries of these scopes, and of all that the app has. */
  ScopeCatalog catalog(AskedScopes asked) {
    List<ClientScopeModel> touched = new ArrayList<>(asked.models());
    touched.addAll(carried.models());
    List.of(granted.names(), denied().keySet())
        .forEach(names -> names.forEach(name -> granted.model(name).ifPresent(touched::add)));
    return new CatalogReader(client.getRealm()).touching(touched);
  }

  Optional<ClientScopeModel> model(ScopeName name) {
    return assigned.behind(name.value()).filter(assigned::isPermitted);
  }

  boolean isSignIn() {
    return carried.isSignIn();
  }

  Upgrade upgrade(AskedScopes asked, ScopeCatalog catalog) {
    RecentAuthPolicy recentAuth =
        new RecentAuthPolicy(
            catalog, () -> RecentAuthConfig.defaultMaxAge(client), ServerClock.INSTANCE);
    return new UpgradePolicy(recentAuth).decide(asked.names(), standing(asked, catalog));
  }

  private Standing standing(AskedScopes asked, ScopeCatalog catalog) {
    Set<ScopeName> usable = TokenReading.literal(catalog).scopes(carried.names());
    Set<ScopeName> allowed = needsConsent() ? granted.names() : usable;
    Login login = SessionLogin.of(session, caller.session());
    return new Standing(
        usable,
        asked.names().stream()
            .filter(
                name ->
                    allowed.contains(name)
                        || allowed.contains(inConsent(name))
                        || needsNoConsent(name, asked))
            .collect(Collectors.toSet()),
        withheld(asked),
        asked.names().stream()
            .filter(name -> asked.model(name).filter(m -> !assigned.isPermitted(m)).isPresent())
            .collect(Collectors.toSet()),
        tokenLogin().orElse(login),
        login);
  }

  /** Nobody is asked about the sign-in itself, nor about what no consent page shows. */
  private boolean needsNoConsent(ScopeName name, AskedScopes asked) {
    boolean hidden = asked.model(name).filter(s -> !s.isDisplayOnConsentScreen()).isPresent();
    boolean one = asked.model(name).filter(AssignedScopes::isParameterized).isPresent();
    return name.equals(AskedScopes.SIGN_IN)
        || (needsConsent() && hidden)
        || (one && carried.names().contains(name));
  }

  private ScopeName inConsent(ScopeName name) {
    return ScopeName.of(assigned.nameInConsent(name.value()));
  }

  private Map<ScopeName, Instant> withheld(AskedScopes asked) {
    Map<ScopeName, Instant> withheld = new TreeMap<>();
    denied()
        .forEach(
            (scope, at) ->
                terms
                    .rules()
                    .withheldUntil(item(scope, at), ServerClock.INSTANCE.instant())
                    .ifPresent(until -> withheld.put(scope, until)));
    asked.names().stream()
        .filter(name -> withheld.containsKey(inConsent(name)))
        .forEach(name -> withheld.put(name, withheld.get(inConsent(name))));
    return withheld;
  }

  private Optional<Login> tokenLogin() {
    return Optional.ofNullable(caller.token().getAuth_time())
        .filter(seconds -> seconds > 0)
        .map(seconds -> new Login.At(Instant.ofEpochSecond(seconds)));
  }
}
