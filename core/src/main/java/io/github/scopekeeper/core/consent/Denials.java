package io.github.scopekeeper.core.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Where "no" is remembered: by user and client, for scopes by their id, since names can change and
 * stand in other realms too.
 */
public interface Denials {

  /**
   * The time of a denial about which the user wants to be asked again: no app has to wait for it,
   * but it still is one.
   */
  Instant ASKABLE = Instant.EPOCH;

  /** Remembers a denial of these scopes, of which none is remembered. */
  void remember(Parties parties, Collection<String> scopeIds, Instant at);

  /** Forgets what was remembered of these scopes. */
  void forget(Parties parties, Collection<String> scopeIds);

  /**
   * Counts that the app asked for these scopes and got nothing.
   *
   * @return by scope id, how often that has happened since the user said no; never null
   */
  Map<String, Integer> withheldAgain(Parties parties, Collection<String> scopeIds);
}
