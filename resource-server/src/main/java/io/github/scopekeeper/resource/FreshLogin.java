package io.github.scopekeeper.resource;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.catalog.ApiCatalog;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether the user proved who they are lately enough (RFC 9470), by the token's auth_time. */
final class FreshLogin {

  private final ApiCatalog catalog;
  private final Clock clock;

  FreshLogin(ApiCatalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * @param held scopes of the token that are enough for the operation
   */
  Optional<Refusal> missing(AccessToken token, Operation operation, Predicate<ScopeName> held) {
    boolean ofOperation =
        operation.maxAuthenticationAge().filter(age -> !isWithin(token, age)).isEmpty();
    if (ofOperation
        && operation.rule().isSatisfiedBy(name -> held.test(name) && isFreshFor(token, name))) {
      return Optional.empty();
    }
    Set<ScopeName> scope = operation.rule().toAskFor(held, name -> true).orElse(Set.of());
    Duration maxAge =
        Stream.concat(
                operation.maxAuthenticationAge().stream(),
                scope.stream().flatMap(name -> catalog.maxAuthenticationAge(name).stream()))
            .min(Duration::compareTo)
            .orElseThrow();
    return Optional.of(new Refusal.Login(maxAge, scope));
  }

  /** Of alternatives it is enough that one is held with a login that is young enough for it. */
  boolean isFreshFor(AccessToken token, ScopeName name) {
    return catalog.maxAuthenticationAge(name).filter(age -> !isWithin(token, age)).isEmpty();
  }

  /** In whole seconds, as {@code auth_time} and {@code max_age} are. A time to come is no time. */
  private boolean isWithin(AccessToken token, Duration maxAge) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return token
        .authenticatedAt()
        .filter(at -> !at.isAfter(now.plus(ResourceServerBuilder.SKEW)))
        .filter(at -> !at.plusSeconds(maxAge.toSeconds()).isBefore(now))
        .isPresent();
  }
}
