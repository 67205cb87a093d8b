package io.github.scopekeeper.demo.oidc;

import java.util.Optional;
import java.util.Set;

/**
 * What the app holds of somebody who signed in.
 *
 * @param scope of the access token, as the token endpoint said
 */
public record SignedIn(
    Identity identity, Set<String> scope, String accessToken, Optional<String> refreshToken) {

  public SignedIn {
    scope = Set.copyOf(scope);
  }

  public SignedIn as(Identity known) {
    return new SignedIn(known, scope, accessToken, refreshToken);
  }
}
