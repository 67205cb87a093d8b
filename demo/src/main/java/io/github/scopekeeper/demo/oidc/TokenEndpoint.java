package io.github.scopekeeper.demo.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import io.github.scopekeeper.demo.Feature;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Codes and refresh tokens for tokens. */
final class TokenEndpoint {

  private final Provider provider;
  private final ClientID clientId;

  TokenEndpoint(Provider provider, ClientID clientId) {
    this.provider = provider;
    this.clientId = clientId;
  }

  /**
   * @param existing the refresh token at hand, so that what it is good for comes along (incremental
   *     authorization of a public client)
   */
  Answer redeem(
      PendingRequest request, AuthorizationCode code, URI redirectUri, Optional<String> existing)
      throws ProtocolException {
    var grant = new AuthorizationCodeGrant(code, redirectUri, request.verifier());
    var redemption = request(grant);
    existing.ifPresent(token -> redemption.customParameter("existing_grant", token));
    var response = send(redemption);
    if (!response.indicatesSuccess()) {
      return refusal(request.feature(), response.toErrorResponse().getErrorObject());
    }
    if (!(response.toSuccessResponse() instanceof OIDCTokenResponse success)) {
      throw new ProtocolException("Keycloak sent no ID token.");
    }
    var tokens = success.getOIDCTokens();
    var identity = check(tokens, request);
    return new Answer.Tokens(
        request.feature(),
        request.needs(),
        request.asked(),
        signedIn(identity, tokens, request.asked()));
  }

  /** The same with a new access token; empty where the sign-in has ended. */
  Optional<SignedIn> refresh(SignedIn signedIn) throws ProtocolException {
    if (signedIn.refreshToken().isEmpty()) {
      return Optional.empty();
    }
    var token = new RefreshToken(signedIn.refreshToken().get());
    var response = send(request(new RefreshTokenGrant(token)));
    if (response.indicatesSuccess()) {
      var tokens = response.toSuccessResponse().getTokens();
      return Optional.of(signedIn(signedIn.identity(), tokens, signedIn.scope()));
    }
    var error = response.toErrorResponse().getErrorObject();
    if (OAuth2Error.INVALID_GRANT.equals(error) || OAuth2Error.INVALID_SCOPE.equals(error)) {
      return Optional.empty();
    }
    throw new ProtocolException("Keycloak renews no tokens: " + error.getCode() + ".");
  }

  private static SignedIn signedIn(Identity identity, Tokens tokens, Set<String> asked) {
    var access = tokens.getAccessToken();
    return new SignedIn(
        identity,
        effectiveScope(access.getScope(), asked),
        access.getValue(),
        Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue));
  }

  private TokenRequest.Builder request(AuthorizationGrant grant) {
    return new TokenRequest.Builder(provider.metadata().getTokenEndpointURI(), clientId, grant);
  }

  private static TokenResponse send(TokenRequest.Builder request) throws ProtocolException {
    var http = request.build().toHTTPRequest();
    http.setConnectTimeout(Provider.CONNECT_TIMEOUT_MILLIS);
    http.setReadTimeout(Provider.READ_TIMEOUT_MILLIS);
    try {
      return OIDCTokenResponseParser.parse(http.send());
    } catch (IOException e) {
      throw new ProviderUnavailableException("Keycloak does not answer at " + http.getURI(), e);
    } catch (ParseException e) {
      throw new ProtocolException("Keycloak's token answer could not be read.", e);
    }
  }

  private Identity check(OIDCTokens tokens, PendingRequest request) throws ProtocolException {
    var idToken = tokens.getIDToken();
    if (idToken == null) {
      throw new ProtocolException("Keycloak sent no ID token.");
    }
    try {
      var claims = provider.idTokens().validate(idToken, request.nonce());
      if (claims.getAccessTokenHash() != null) {
        var algorithm = (JWSAlgorithm) idToken.getHeader().getAlgorithm();
        AccessTokenValidator.validate(
            tokens.getAccessToken(), algorithm, claims.getAccessTokenHash());
      }
      return Identity.of(claims, tokens.getIDTokenString());
    } catch (BadJOSEException | JOSEException | InvalidHashException e) {
      throw new ProtocolException("The ID token did not pass its checks.", e);
    }
  }

  /** RFC 6749, 5.1: an answer without a scope grants what was asked for. */
  static Set<String> effectiveScope(Scope returned, Set<String> asked) {
    return returned == null ? asked : new LinkedHashSet<>(returned.toStringList());
  }

  static Answer.Refusal refusal(Feature feature, ErrorObject error) {
    var code = error.getCode() == null ? "unknown_error" : error.getCode();
    var description = error.getDescription() == null ? "" : error.getDescription();
    return new Answer.Refusal(feature, code, description);
  }
}
