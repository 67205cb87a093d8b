package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.Login;
import io.github.scopekeeper.core.recentauth.RecentAuthPolicy;
import io.github.scopekeeper.core.token.EffectiveScopes;
import io.github.scopekeeper.core.token.EffectiveScopesPolicy;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.recentauth.RecentAuthConfig;
import io.github.scopekeeper.keycloak.recentauth.SessionLogin;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;

/** Turns the context of a token request into one whose scopes are the effective ones. */
final class EffectiveContexts {

  private static final String CACHED = EffectiveContext.class.getName();
  private static final String CONCERNED = CACHED + ".concerned";
  private static final String PRIVILEGED = CACHED + ".privileged";
  private static final String MERGED = CACHED + ".merged";

  private final KeycloakSession session;
  private final ClientSessionContext context;
  private final ClientModel client;
  private final Map<ScopeName, ClientScopeModel> granted = new LinkedHashMap<>();
  private final Map<ScopeName, ClientScopeModel> merged = new LinkedHashMap<>();
  private final Map<ScopeName, Optional<ClientScopeModel>> widening = new HashMap<>();
  private ScopeCatalog catalog;
  private AssignedScopes assigned;
  private StoredConsent consent;
  private UngrantedScopes ungranted;
  private Predicate<ClientScopeModel> allowed;

  private EffectiveContexts(KeycloakSession session, ClientSessionContext context) {
    this.session = session;
    this.context = context;
    this.client = context.getClientSession().getClient();
    context.getClientScopesStream().forEach(this::grant);
    scopesOfText().toList().forEach(this::grant);
    Optional.ofNullable(context.getAttribute(MERGED, Merged.class)).ifPresent(this::merge);
  }

  private record Merged(Set<ClientScopeModel> scopes) {}

  /** Adds what the app proves to have been granted before; to be called before anything else. */
  static void merge(ClientSessionContext context, Set<ClientScopeModel> scopes) {
    context.setAttribute(MERGED, new Merged(scopes));
  }

  private void merge(Merged existing) {
    existing.scopes().forEach(scope -> merged.put(ScopeName.of(scope.getName()), scope));
    merged.keySet().removeAll(granted.keySet());
  }

  /** With parameterized scopes on, Keycloak's scope string can name more than its scopes. */
  private Stream<ClientScopeModel> scopesOfText() {
    return Arrays.stream(context.getScopeString(true).split(" "))
        .filter(token -> !token.equals(OAuth2Constants.SCOPE_OPENID))
        .filter(token -> ScopeName.parse(token).filter(granted::containsKey).isEmpty())
        .flatMap(token -> assigned().behind(token).stream())
        .filter(AssignedScopes::isParameterized);
  }

  /** Read only where an entry asks for it: most tokens are none of our business. */
  private AssignedScopes assigned() {
    if (assigned == null) {
      assigned = AssignedScopes.of(client, context.getClientSession().getUserSession().getUser());
    }
    return assigned;
  }

  private void grant(ClientScopeModel scope) {
    if (!(scope instanceof ClientModel)) {
      ScopeName.parse(scope.getName()).ifPresent(name -> granted.putIfAbsent(name, scope));
    }
  }

  /** The context itself where no entry changes anything; otherwise one and the same wrapper. */
  static ClientSessionContext of(KeycloakSession session, ClientSessionContext context) {
    if (context instanceof EffectiveContext) {
      return context;
    }
    ClientSessionContext cached = context.getAttribute(CACHED, ClientSessionContext.class);
    if (cached == null) {
      cached = new EffectiveContexts(session, context).effective(Optional.empty());
      context.setAttribute(CACHED, cached);
    }
    return cached;
  }

  /** Whether a token manager of ours has worked out the scopes of this context. */
  static boolean isDecided(ClientSessionContext context) {
    return context instanceof EffectiveContext
        || context.getAttribute(CACHED, ClientSessionContext.class) != null;
  }

  /** Whether any of the scopes has an entry; without one nothing may differ from Keycloak. */
  static boolean isConcerned(KeycloakSession session, ClientSessionContext context) {
    return of(session, context).getAttribute(CONCERNED, Boolean.class) != null;
  }

  /** The privileged scopes of a context that was decided, by name; empty where it has none. */
  static Optional<String> privileged(ClientSessionContext context) {
    return Optional.ofNullable(context.getAttribute(PRIVILEGED, String.class));
  }

  /** As of, for a look at what a token would be: as if the user had logged in and agreed. */
  static ClientSessionContext preview(KeycloakSession session, ClientSessionContext context) {
    return new EffectiveContexts(session, context)
        .effective(Optional.of(new Login.At(ServerClock.INSTANCE.instant())));
  }

  private ClientSessionContext effective(Optional<Login> assumed) {
    catalog = new CatalogReader(client.getRealm()).touching(models());
    Set<ScopeName> unanswered = assumed.isPresent() ? Set.of() : ungranted().among(models());
    if (catalog.all().isEmpty() && merged.isEmpty() && unanswered.isEmpty()) {
      return context;
    }
    context.setAttribute(CONCERNED, true);
    RecentAuthPolicy recentAuth =
        new RecentAuthPolicy(
            catalog, () -> RecentAuthConfig.defaultMaxAge(client), ServerClock.INSTANCE);
    EffectiveScopes effective =
        new EffectiveScopesPolicy(catalog, recentAuth)
            .decide(
                granted.keySet(),
                merged.keySet(),
                unanswered,
                name -> widening(name).isPresent(),
                assumed.orElseGet(this::login));
    notePrivileged(effective);
    if (effective.isUnchanged()) {
      return context;
    }
    return new EffectiveContext(session, context, effective, models(effective.added()));
  }

  private void notePrivileged(EffectiveScopes effective) {
    Set<ScopeName> privileged = catalog.privilegedOf(effective.carried());
    if (!privileged.isEmpty()) {
      context.setAttribute(
          PRIVILEGED,
          privileged.stream().sorted().map(ScopeName::value).collect(Collectors.joining(" ")));
    }
  }

  private List<ClientScopeModel> models() {
    return Stream.concat(granted.values().stream(), merged.values().stream()).toList();
  }

  private Set<ScopeName> names() {
    Set<ScopeName> names = new LinkedHashSet<>(granted.keySet());
    names.addAll(merged.keySet());
    return names;
  }

  /** Looked up only where it matters. */
  private Login login() {
    return catalog.requiresReauthentication(names())
        ? SessionLogin.of(session, context)
        : new Login.Unknown();
  }

  private Predicate<ClientScopeModel> allowed() {
    if (allowed == null) {
      allowed = consent().allowed(catalog);
    }
    return allowed;
  }

  private UngrantedScopes ungranted() {
    if (ungranted == null) {
      ungranted = new UngrantedScopes(session, context, consent());
    }
    return ungranted;
  }

  private StoredConsent consent() {
    if (consent == null) {
      consent =
          new StoredConsent(session, context.getClientSession().getUserSession().getUser(), client);
    }
    return consent;
  }

  /**
   * An implied scope that may be added: not one that Keycloak has looked at and left out, and none
   * that means nothing without a parameter.
   */
  private Optional<ClientScopeModel> widening(ScopeName name) {
    return widening.computeIfAbsent(
        name,
        implied ->
            assigned()
                .available(implied.value())
                .filter(scope -> !AssignedScopes.isParameterized(scope))
                .filter(scope -> !context.getClientScopeIds().contains(scope.getId()))
                .filter(scope -> allowed().test(scope) && ungranted().allowsAdding(scope)));
  }

  private List<ClientScopeModel> models(Set<ScopeName> names) {
    return names.stream()
        .sorted()
        .flatMap(name -> Optional.ofNullable(merged.get(name)).or(() -> widening(name)).stream())
        .collect(Collectors.toList());
  }
}
