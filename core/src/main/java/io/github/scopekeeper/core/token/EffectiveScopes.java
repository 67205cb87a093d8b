package io.github.scopekeeper.core.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a token is issued for.
 *
 * @param granted what Keycloak would have issued it for
 * @param added implied scopes that it gets besides; none of them is in {@code granted}
 * @param stale scopes that it lacks until the user logs in again
 * @param impossible scopes that it lacks whatever the login: no user is there to log in, or no
 *     answer of the user stands behind them
 */
public record EffectiveScopes(
    Set<ScopeName> granted, Set<ScopeName> added, Set<ScopeName> stale, Set<ScopeName> impossible) {

  public EffectiveScopes {
    granted = Set.copyOf(granted);
    added = Set.copyOf(added);
    stale = Set.copyOf(stale);
    impossible = Set.copyOf(impossible);
  }

  /** Whether the token is what it would be without a catalog. */
  public boolean isUnchanged() {
    return added.isEmpty() && stale.isEmpty() && impossible.isEmpty();
  }

  /** Whether the token must not carry this scope. */
  public boolean isDropped(ScopeName name) {
    return stale.contains(name) || impossible.contains(name);
  }

  /** All that the token is good for. */
  public Set<ScopeName> carried() {
    Set<ScopeName> scopes = new LinkedHashSet<>(granted);
    scopes.addAll(added);
    scopes.removeIf(this::isDropped);
    return scopes;
  }

  /**
   * The scopes that a refresh may ask for: those of the token, and those that a login brings back.
   */
  public Set<ScopeName> refreshable() {
    Set<ScopeName> scopes = new LinkedHashSet<>(granted);
    scopes.addAll(added);
    scopes.addAll(stale);
    scopes.removeAll(impossible);
    return scopes;
  }
}
