package io.github.scopekeeper.core.incremental;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.recentauth.Login;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where an app stands with a user at this moment.
 *
 * @param carried what an API takes the token at hand for
 * @param allowed what the app may have without asking this user again
 * @param withheld what the user denied lately, and from when on each may be asked for again
 * @param outOfReach what this user cannot get, whatever they say
 * @param tokenLogin the login that the token at hand tells of
 * @param sessionLogin the newest login of the session, which the next token will tell of
 */
public record Standing(
    Set<ScopeName> carried,
    Set<ScopeName> allowed,
    Map<ScopeName, Instant> withheld,
    Set<ScopeName> outOfReach,
    Login tokenLogin,
    Login sessionLogin) {

  public Standing {
    carried = Set.copyOf(carried);
    allowed = Set.copyOf(allowed);
    withheld = Map.copyOf(withheld);
    outOfReach = Set.copyOf(outOfReach);
    Objects.requireNonNull(tokenLogin, "tokenLogin");
    Objects.requireNonNull(sessionLogin, "sessionLogin");
  }

  /** Whether the next token can have this scope without a question to the user. */
  boolean allows(ScopeName scope) {
    return allowed.contains(scope) && !outOfReach.contains(scope);
  }
}
