package io.github.scopekeeper.keycloak.catalog;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.notice.AdminNotice;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;

/**
 * Reads the part of a realm's catalog that a request touches: the entries of its scopes and of what
 * they imply, and no other, so that a token costs the same in a realm of any size.
 */
public final class CatalogReader {

  private final RealmModel realm;

  public CatalogReader(RealmModel realm) {
    this.realm = realm;
  }

  /** The entries of these scopes and of everything that they imply. */
  public ScopeCatalog touching(Collection<? extends ClientScopeModel> scopes) {
    Map<ScopeName, ScopeDefinition> definitions = new LinkedHashMap<>();
    Deque<ClientScopeModel> open = new ArrayDeque<>(scopes);
    RealmScopes realmScopes = new RealmScopes(realm);
    while (!open.isEmpty()) {
      ClientScopeModel scope = open.poll();
      Optional<ScopeDefinition> entry = entryOf(scope);
      if (entry.isPresent() && definitions.putIfAbsent(entry.get().name(), entry.get()) == null) {
        for (ScopeName implied : entry.get().implied()) {
          if (!definitions.containsKey(implied)) {
            realmScopes.find(implied.value()).ifPresent(open::add);
          }
        }
      }
    }
    return ScopeCatalog.of(definitions.values());
  }

  /** What a scope's entry says; empty where there is none, or a broken one. */
  public Optional<ScopeDefinition> entryOf(ClientScopeModel scope) {
    if (scope instanceof ClientModel) {
      return Optional.empty();
    }
    List<ProtocolMapperModel> entries = scope.getProtocolMapperByType(ScopeCatalogEntryMapper.ID);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (entries.size() > 1) {
        throw new IllegalArgumentException(
            "it has %d entries: remove all but one.".formatted(entries.size()));
      }
      return Optional.of(CatalogEntryConfig.definition(scope.getName(), entries.get(0)));
    } catch (IllegalArgumentException e) {
      AdminNotice.once(
          "Realm %s: the scope catalog entry of client scope \"%s\" is left out until it is mended: %s"
              .formatted(realm.getName(), scope.getName(), e.getMessage()));
      return Optional.empty();
    }
  }
}
