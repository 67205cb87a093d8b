package io.github.scopekeeper.keycloak.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RealmModel;

/**
 * Finds a realm's client scopes by their names. Keycloak can only look through all of them, so this
 * does it at most once; and what was found is remembered beyond: as a hint, checked at each use,
 * since a scope can be renamed or removed on any node.
 */
final class RealmScopes {

  private static final int MAX_HINTS = 50_000;
  private static final long ABSENT_NANOS = Duration.ofSeconds(10).toNanos();

  private record Key(String realmId, String name) {}

  /** Where a scope was last found; a null id: nowhere, until the time has passed. */
  private record Hint(String scopeId, long seenAt) {

    boolean saysAbsent() {
      return scopeId == null && System.nanoTime() - seenAt < ABSENT_NANOS;
    }
  }

  private static final Map<Key, Hint> HINTS = new ConcurrentHashMap<>();

  private final RealmModel realm;
  private Map<String, ClientScopeModel> all;

  /** For the length of one decision: what this has read once it does not read again. */
  RealmScopes(RealmModel realm) {
    this.realm = realm;
  }

  Optional<ClientScopeModel> find(String name) {
    Key key = new Key(realm.getId(), name);
    Hint hint = HINTS.get(key);
    if (all == null && hint != null && hint.saysAbsent()) {
      return Optional.empty();
    }
    if (hint != null && hint.scopeId() != null) {
      ClientScopeModel scope = realm.getClientScopeById(hint.scopeId());
      if (scope != null && name.equals(scope.getName())) {
        return Optional.of(scope);
      }
    }
    return search(key);
  }

  /** As a save must see it: no hint, no delay. */
  Optional<ClientScopeModel> findNow(String name) {
    return search(new Key(realm.getId(), name));
  }

  private Optional<ClientScopeModel> search(Key key) {
    if (all == null) {
      all =
          realm
              .getClientScopesStream()
              .collect(
                  Collectors.toMap(
                      ClientScopeModel::getName, Function.identity(), (first, second) -> first));
    }
    Optional<ClientScopeModel> found = Optional.ofNullable(all.get(key.name()));
    if (HINTS.size() >= MAX_HINTS) {
      HINTS.clear();
    }
    HINTS.put(key, new Hint(found.map(ClientScopeModel::getId).orElse(null), System.nanoTime()));
    return found;
  }
}
