package io.github.scopekeeper.core.incremental;

import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an app that asks about some scopes is told. Everything is in the order in which the app
 * asked.
 *
 * @param granted what the user has allowed already
 * @param missing what not; what was denied lately and what the user cannot get included
 * @param denied of the missing: what may not be asked for yet, and when it may
 * @param request what a new authorization request may ask for, so that the next token has it
 * @param consent of the request: what the user will be asked to allow
 * @param reauthentication whether the user will have to log in for it
 * @param maxAge how old the login may be for the request; empty: any login will do
 */
public record Upgrade(
    Set<ScopeName> granted,
    Set<ScopeName> missing,
    Map<ScopeName, Instant> denied,
    Set<ScopeName> request,
    Set<ScopeName> consent,
    boolean reauthentication,
    Optional<Duration> maxAge) {

  public Upgrade {
    granted = ordered(granted);
    missing = ordered(missing);
    denied = Collections.unmodifiableMap(new LinkedHashMap<>(denied));
    request = ordered(request);
    consent = ordered(consent);
  }

  private static Set<ScopeName> ordered(Collection<ScopeName> scopes) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }

  /** Whether the token at hand is good for everything that was asked about. */
  public boolean available() {
    return missing.isEmpty() && request.isEmpty();
  }
}
