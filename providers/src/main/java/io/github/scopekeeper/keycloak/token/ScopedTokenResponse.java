package io.github.scopekeeper.keycloak.token;

import org.keycloak.representations.AccessTokenResponse;

/**
 * A token response that keeps to its scope. In an offline refresh Keycloak takes the scope from the
 * refresh token after everything else, whatever the access token has.
 */
final class ScopedTokenResponse extends AccessTokenResponse {

  ScopedTokenResponse(AccessTokenResponse response, String scope) {
    this.token = response.getToken();
    this.expiresIn = response.getExpiresIn();
    this.refreshExpiresIn = response.getRefreshExpiresIn();
    this.refreshToken = response.getRefreshToken();
    this.tokenType = response.getTokenType();
    this.idToken = response.getIdToken();
    this.notBeforePolicy = response.getNotBeforePolicy();
    this.sessionState = response.getSessionState();
    this.otherClaims = response.getOtherClaims();
    this.scope = scope;
  }

  @Override
  public void setScope(String ignored) {
    // the scope of the access token is the scope of the response
  }
}
