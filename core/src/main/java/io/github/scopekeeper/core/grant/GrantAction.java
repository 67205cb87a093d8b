package io.github.scopekeeper.core.grant;

import java.util.Optional;

/**
 * What an authorization request wants to do with a grant (Grant Management for OAuth 2.0, FAPI
 * draft 03). A grant is what a user has granted an app on one occasion or several, under one id.
 */
public sealed interface GrantAction {

  /** A new grant, whatever others there are. */
  record Create() implements GrantAction {}

  /** The grant gets what is granted now, besides what it has. */
  record Merge(String grantId) implements GrantAction {}

  /** The grant gets what is granted now, instead of what it has. */
  record Replace(String grantId) implements GrantAction {}

  /** The grant that is to be changed; empty where there is none yet. */
  default Optional<String> changed() {
    if (this instanceof Merge merge) {
      return Optional.of(merge.grantId());
    }
    return this instanceof Replace replace ? Optional.of(replace.grantId()) : Optional.empty();
  }

  /**
   * Reads the parameters {@code grant_management_action} and {@code grant_id}.
   *
   * @return empty where the request is not about a grant
   * @throws IllegalArgumentException with a sentence for the app's developer
   */
  static Optional<GrantAction> of(Optional<String> action, Optional<String> grantId) {
    if (action.isEmpty()) {
      if (grantId.isPresent()) {
        throw new IllegalArgumentException("grant_id without grant_management_action");
      }
      return Optional.empty();
    }
    return Optional.of(
        switch (action.get()) {
          case "create" -> create(grantId);
          case "merge" -> new Merge(needed(grantId, "merge"));
          case "replace" -> new Replace(needed(grantId, "replace"));
          default ->
              throw new IllegalArgumentException(
                  "grant_management_action is none of create, merge, replace");
        });
  }

  private static GrantAction create(Optional<String> grantId) {
    if (grantId.isPresent()) {
      throw new IllegalArgumentException("grant_management_action create takes no grant_id");
    }
    return new Create();
  }

  private static String needed(Optional<String> grantId, String action) {
    return grantId.orElseThrow(
        () ->
            new IllegalArgumentException(
                "grant_management_action %s needs a grant_id".formatted(action)));
  }
}
