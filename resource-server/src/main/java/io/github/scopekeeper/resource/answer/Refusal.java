package io.github.scopekeeper.resource.answer;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.token.TokenProblem;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Why a request is refused. */
public sealed interface Refusal {

  /**
   * No good token (RFC 6750, section 3; RFC 9449, section 7.1), or nobody can say whether it is.
   *
   * @param scope what a token for this operation needs; told to apps that come without one
   */
  record Token(TokenProblem problem, Set<ScopeName> scope) implements Refusal {
    public Token {
      scope = ordered(scope);
    }
  }

  /**
   * A good token that lacks scopes (RFC 6750, {@code insufficient_scope}).
   *
   * @param scope all that the operation needs, held or not
   * @param missing those of them that the token lacks
   * @param acceptable where one of several is enough: all of these; else empty
   */
  record Scope(Set<ScopeName> scope, Set<ScopeName> missing, Set<ScopeName> acceptable)
      implements Refusal {
    public Scope {
      scope = ordered(scope);
      missing = ordered(missing);
      acceptable = ordered(acceptable);
    }
  }

  /** The scope is there, but it reaches only what belongs to the user, and this does not. */
  record NotOwned() implements Refusal {}

  /**
   * The user has to log in again (RFC 9470).
   *
   * @param maxAge how old the login may be
   * @param scope all that the operation needs
   */
  record Login(Duration maxAge, Set<ScopeName> scope) implements Refusal {
    public Login {
      scope = ordered(scope);
    }
  }

  /**
   * What we need to ask does not answer.
   *
   * @param retryAfter when it may be worth trying again
   */
  record Unavailable(Duration retryAfter) implements Refusal {}

  private static Set<ScopeName> ordered(Set<ScopeName> names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(names));
  }
}
