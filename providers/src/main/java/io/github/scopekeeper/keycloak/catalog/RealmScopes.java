package io.github.scopekeeper.keycloak.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/**
 * Finds a realm's client scope by its name. Keycloak can only look through all of them, so what was
 * found is remembered: as a hint, checked at each use, since a scope can be renamed or removed on
 * any node.
 */
final class RealmScopes {

  private static final int MAX_HINTS = 10_000;
  private static final long ABSENT_NANOS = Duration.ofSeconds(10).toNanos();

  private record Key(String realmId, String name) {}

  /** Where a scope was last found; a null id: nowhere, until the time has passed. */
  private record Hint(String scopeId, long seenAt) {}

  private static final Map<Key, Hint> HINTS = new ConcurrentHashMap<>();

  private RealmScopes() {}

  static Optional<ClientScopeModel> find(RealmModel realm, String name) {
    Key key = new Key(realm.getId(), name);
    Hint hint = HINTS.get(key);
    if (hint != null && hint.scopeId() == null) {
      if (System.nanoTime() - hint.seenAt() < ABSENT_NANOS) {
        return Optional.empty();
      }
    } else if (hint != null) {
      ClientScopeModel scope = realm.getClientScopeById(hint.scopeId());
      if (scope != null && name.equals(scope.getName())) {
        return Optional.of(scope);
      }
    }
    return search(realm, key);
  }

  private static Optional<ClientScopeModel> search(RealmModel realm, Key key) {
    Optional<ClientScopeModel> found =
        realm.getClientScopesStream().filter(s -> key.name().equals(s.getName())).findFirst();
    if (HINTS.size() >= MAX_HINTS) {
      HINTS.clear();
    }
    HINTS.put(key, new Hint(found.map(ClientScopeModel::getId).orElse(null), System.nanoTime()));
    return found;
  }

  /** As a save must see it: no hint, no delay. */
  static Optional<ClientScopeModel> findNow(RealmModel realm, String name) {
    return search(realm, new Key(realm.getId(), name));
  }
}
