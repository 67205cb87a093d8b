package io.github.scopekeeper.resource.rule;

import io.github.scopekeeper.core.catalog.ScopeDefinition;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something an API does for whoever may: what it is called in the audit, and what it takes.
 * Immutable; each method returns a changed copy.
 *
 * @param action its name in the audit, such as {@code account.delete}; never blank, at most 100
 *     characters
 * @param rule the scopes that it takes; never null
 * @param maxAuthenticationAge how old the user's login may be, besides what the catalog says of the
 *     scopes; empty: only what the catalog says
 * @param audited whether it is written down even where none of its scopes is privileged
 */
public record Operation(
    String action, ScopeRule rule, Optional<Duration> maxAuthenticationAge, boolean audited) {

  private static final int LONGEST_ACTION = 100;

  public Operation {
    Objects.requireNonNull(rule, "rule");
    if (action == null || action.isBlank() || action.length() > LONGEST_ACTION) {
      throw new IllegalArgumentException(
          "An operation needs a name of 1 to %d characters.".formatted(LONGEST_ACTION));
    }
    maxAuthenticationAge.ifPresent(Operation::checkAge);
  }

  private static void checkAge(Duration age) {
    if (age.compareTo(Duration.ofSeconds(1)) < 0
        || age.compareTo(ScopeDefinition.LONGEST_MAX_AGE) > 0) {
      throw new IllegalArgumentException(
          "The maximum age of a login must be from 1 to %d seconds."
              .formatted(ScopeDefinition.LONGEST_MAX_AGE.toSeconds()));
    }
  }

  /** An operation for which any valid token will do, until more is required. */
  public static Operation named(String action) {
    return new Operation(action, ScopeRule.anyToken(), Optional.empty(), false);
  }

  /** Takes this rule besides what was required before. */
  public Operation require(ScopeRule more) {
    boolean first = rule.equals(ScopeRule.anyToken());
    return new Operation(
        action, first ? more : ScopeRule.requireAll(rule, more), maxAuthenticationAge, audited);
  }

  /**
   * @throws IllegalArgumentException when a name is no scope-token, or where there is none
   */
  public Operation requireAll(String... scopes) {
    return require(ScopeRule.requireAll(scopes));
  }

  /**
   * One of these is enough; apps are told to ask for the first.
   *
   * @throws IllegalArgumentException when a name is no scope-token, or where there is none
   */
  public Operation requireAny(String... scopes) {
    return require(ScopeRule.requireAny(scopes));
  }

  /**
   * The user's login must not be older (RFC 9470). The catalog may demand a younger one.
   *
   * @param maxAge from a second to 3650 days; fractions of a second do not count
   */
  public Operation requireRecentAuth(Duration maxAge) {
    return new Operation(action, rule, Optional.of(maxAge), audited);
  }

  /**
   * Takes what both take; the login must be as young as the stricter of them says. Keeps this one's
   * name.
   */
  public Operation and(Operation other) {
    Optional<Duration> youngest =
        Stream.of(maxAuthenticationAge, other.maxAuthenticationAge)
            .flatMap(Optional::stream)
            .min(Duration::compareTo);
    boolean anyToken = other.rule.equals(ScopeRule.anyToken());
    Operation both = anyToken ? this : require(other.rule);
    return new Operation(action, both.rule, youngest, audited || other.audited);
  }

  /** It is written down, privileged or not. */
  public Operation audit() {
    return new Operation(action, rule, maxAuthenticationAge, true);
  }
}
