package io.github.scopekeeper.core.catalog;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * What an app can have of a user, whatever that user says.
 *
 * @param available whether the scope is assigned to the app and not closed to the user by a role
 * @param asked whether it is available and people are asked for it: what no consent page shows
 *     needs nobody's consent
 */
public record AvailableScopes(Predicate<ScopeName> available, Predicate<ScopeName> asked) {

  /** Everything, and people are asked for all of it. */
  public static final AvailableScopes ALL = new AvailableScopes(scope -> true, scope -> true);

  public AvailableScopes {
    Objects.requireNonNull(available, "available");
    Objects.requireNonNull(asked, "asked");
  }
}
