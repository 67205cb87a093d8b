package io.github.scopekeeper.core.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Where "no" is remembered: by user and client, for scopes by their id, since names can change and
 * stand in other realms too.
 */
public interface Denials {

  /** Who said no to whom. All ids are those of the realm's database. */
  record Between(String realmId, String userId, String clientId) {}

  /** When each of the denied scopes was denied; by scope id; never null. */
  Map<String, Instant> deniedAt(Between parties);

  /** Remembers a "no" to these scopes; a newer one replaces an older. */
  void remember(Between parties, Collection<String> scopeIds, Instant at);

  /** Forgets what was remembered of these scopes. */
  void forget(Between parties, Collection<String> scopeIds);
}
