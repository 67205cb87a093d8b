package io.github.scopekeeper.keycloak.grants;

/**
 * Why an authorization request about a grant is refused.
 *
 * @param error the OAuth error code
 * @param description for the app's developer
 */
public record GrantProblem(String error, String description) {

  static final GrantProblem UNKNOWN_GRANT =
      new GrantProblem("invalid_grant_id", "No grant of this client and user has this grant_id");

  static GrantProblem invalidRequest(String description) {
    return new GrantProblem("invalid_request", description);
  }
}
