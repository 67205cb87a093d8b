package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.BackchannelDecision;
import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.core.consent.ConsentRequest;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/**
 * The consent of a backchannel authentication (CIBA): an authentication device has asked the user
 * instead of our page. Keycloak would store a consent for all that was requested.
 */
public final class BackchannelConsent {

  private final ClientModel client;
  private final StoredConsent stored;
  private final AssignedScopes assigned;
  private final EventBuilder event;

  public BackchannelConsent(
      KeycloakSession session, UserModel user, ClientModel client, EventBuilder event) {
    this.client = client;
    this.stored = new StoredConsent(session, user, client);
    this.assigned = AssignedScopes.of(client, user);
    this.event = event;
  }

  /** One answer at a time for this user and app; false when others take too long. */
  public boolean lock() {
    return stored.lock();
  }

  /**
   * Stores what the answer grants. To be called under {@link #lock}, before Keycloak looks.
   *
   * @return the scope to issue the token for; empty where there is to be none
   */
  public Optional<String> settle(String scope) {
    return ConsentTerms.inForce(client.getRealm()) ? decide(scope) : Optional.of(scope);
  }

  private Optional<String> decide(String scope) {
    List<String> requested =
        Arrays.stream(scope.split(" ")).filter(t -> !t.isEmpty()).distinct().toList();
    Map<ScopeName, ClientScopeModel> asked = asked(requested);
    List<ClientScopeModel> touched = new ArrayList<>(asked.values());
    touched.addAll(stored.granted());
    ScopeCatalog catalog = new CatalogReader(client.getRealm()).touching(touched);
    BackchannelDecision decision =
        BackchannelDecision.of(
            request(requested, asked, catalog),
            ConsentTerms.of(client).rules(),
            catalog,
            ServerClock.INSTANCE.instant());
    ConsentEvents.withheld(event, decision.withheld());
    if (decision instanceof BackchannelDecision.Issue issue) {
      List<ClientScopeModel> granted = issue.granted().stream().map(asked::get).toList();
      stored.store(granted, List.of(), List.of());
      stored.memory().used();
      return Optional.of(without(requested, issue.withheld()));
    }
    return Optional.empty();
  }

  /** What the device was sent and this user can get. */
  private Map<ScopeName, ClientScopeModel> asked(List<String> requested) {
    Map<ScopeName, ClientScopeModel> asked = new LinkedHashMap<>();
    for (String token : requested) {
      assigned
          .behind(token)
          .filter(scope -> AssignedScopes.isAskable(scope) && assigned.isPermitted(scope))
          .ifPresent(scope -> asked.put(ScopeName.of(scope.getName()), scope));
    }
    return asked;
  }

  private ConsentRequest request(
      List<String> requested, Map<ScopeName, ClientScopeModel> asked, ScopeCatalog catalog) {
    Set<ScopeName> held = stored.held(catalog, assigned.asAvailable());
    ConsentTerms terms = ConsentTerms.of(client);
    List<ConsentItem> items =
        asked.entrySet().stream()
            .map(
                scope ->
                    new ConsentItem(
                        scope.getKey(),
                        terms.isRequired(scope.getKey(), assigned),
                        held.contains(scope.getKey()),
                        Optional.ofNullable(stored.deniedAt().get(scope.getValue().getId()))))
            .toList();
    boolean signIn = requested.contains(OAuth2Constants.SCOPE_OPENID);
    return new ConsentRequest(items, named(requested), held, signIn, false, false, false);
  }

  /** Keycloak adds the default scopes to what a device is sent. */
  private Set<ScopeName> named(List<String> requested) {
    return requested.stream()
        .map(assigned::nameInConsent)
        .filter(name -> !OAuth2Constants.SCOPE_OPENID.equals(name) && !assigned.isDefault(name))
        .flatMap(name -> ScopeName.parse(name).stream())
        .collect(Collectors.toSet());
  }

  /** What is closed to this user goes too: Keycloak would store it as granted. */
  private String without(List<String> requested, Set<ScopeName> withheld) {
    return requested.stream()
        .filter(
            token ->
                assigned
                    .behind(token)
                    .filter(scope -> !assigned.isDefault(scope.getName()))
                    .filter(scope -> isWithheld(scope, withheld) || !assigned.isPermitted(scope))
                    .isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static boolean isWithheld(ClientScopeModel scope, Set<ScopeName> withheld) {
    return ScopeName.parse(scope.getName()).filter(withheld::contains).isPresent();
  }
}
