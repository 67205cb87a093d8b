package io.github.scopekeeper.core.recentauth;

import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How old a login may be for a set of scopes. What a scope implies counts as asked for: who holds
 * {@code account:admin} holds the dangerous scope inside it.
 */
public final class RecentAuthPolicy {

  /** Where neither the scope nor the realm says how old a login may be. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofSeconds(300);

  private final ScopeCatalog catalog;
  private final Supplier<Duration> defaultMaxAge;
  private final Clock clock;
  private Map<ScopeName, Duration> maxAges;
  private Duration knownDefault;

  /**
   * @param defaultMaxAge the maximum age for scopes that do not say; asked only where one of them
   *     is concerned
   */
  public RecentAuthPolicy(ScopeCatalog catalog, Supplier<Duration> defaultMaxAge, Clock clock) {
    this.catalog = catalog;
    this.defaultMaxAge = defaultMaxAge;
    this.clock = clock;
  }

  /** The smallest maximum age among these scopes and what they imply; empty: any login will do. */
  public Optional<Duration> maxAge(Collection<ScopeName> scopes) {
    if (maxAges == null) {
      maxAges = catalog.firstImplied(this::ownMaxAge, Comparator.naturalOrder());
    }
    return scopes.stream().map(maxAges::get).filter(Objects::nonNull).min(Duration::compareTo);
  }

  private Optional<Duration> ownMaxAge(ScopeDefinition definition) {
    return definition.requiresReauthentication()
        ? definition.maxAuthenticationAge().or(() -> Optional.of(defaultMaxAge()))
        : Optional.empty();
  }

  private Duration defaultMaxAge() {
    if (knownDefault == null) {
      knownDefault = defaultMaxAge.get();
    }
    return knownDefault;
  }

  /** Decides for all of the scopes together. */
  public AuthAgeDecision decide(Collection<ScopeName> scopes, Login login) {
    Optional<Duration> maxAge = maxAge(scopes);
    if (maxAge.isEmpty()) {
      return new AuthAgeDecision.Fresh();
    }
    if (login instanceof Login.Nobody) {
      return new AuthAgeDecision.Impossible();
    }
    return AuthenticationAge.isWithin(login, maxAge.get(), clock)
        ? new AuthAgeDecision.Fresh()
        : new AuthAgeDecision.Stale(maxAge.get());
  }
}
