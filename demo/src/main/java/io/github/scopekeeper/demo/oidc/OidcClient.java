package io.github.scopekeeper.demo.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.Feature;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The relying party: authorization code with PKCE for a public client. */
public final class OidcClient {

  public static final String CALLBACK_PATH = "/callback";

  private final ClientID clientId;
  private final Provider provider;
  private final Supplier<URI> appUrl;

  public OidcClient(DemoConfig config, Supplier<URI> appUrl) {
    this.clientId = new ClientID(config.clientId());
    this.provider = new Provider(config.issuer(), config.internalIssuer(), clientId);
    this.appUrl = appUrl;
  }

  public PendingRequest begin(Feature feature) {
    return PendingRequest.of(feature);
  }

  public URI authorizationUri(PendingRequest request) {
    var scope = new Scope("openid");
    request.feature().scopes().forEach(scope::add);
    return new AuthenticationRequest.Builder(ResponseType.CODE, scope, clientId, redirectUri())
        .endpointURI(provider.metadata().getAuthorizationEndpointURI())
        .state(request.state())
        .nonce(request.nonce())
        .codeChallenge(request.verifier(), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Reads the answer without trusting it: its state finds the request that it must belong to. */
  public AuthenticationResponse parse(String query) throws ProtocolException {
    try {
      return AuthenticationResponseParser.parse(URI.create(redirectUri() + "?" + query));
    } catch (ParseException | IllegalArgumentException e) {
      throw new ProtocolException("The answer from Keycloak could not be read.", e);
    }
  }

  /**
   * Checks the answer and redeems its code.
   *
   * @param pending the request that the answer's state belongs to in this browser's session, if any
   */
  public Answer complete(Optional<PendingRequest> pending, AuthenticationResponse response)
      throws ProtocolException {
    var request =
        pending
            .filter(candidate -> candidate.state().equals(response.getState()))
            .orElseThrow(
                () -> new ProtocolException("This answer was not asked for, or was used before."));
    checkIssuer(response);
    if (!response.indicatesSuccess()) {
      return refusal(request.feature(), response.toErrorResponse().getErrorObject());
    }
    var code = response.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw new ProtocolException("The answer from Keycloak has no code.");
    }
    return redeem(request, code);
  }

  public URI signOutUri(Identity identity) {
    try {
      return new LogoutRequest(
              provider.metadata().getEndSessionEndpointURI(),
              SignedJWT.parse(identity.idToken()),
              URI.create(appUrl.get() + "/"),
              null)
          .toURI();
    } catch (java.text.ParseException e) {
      throw new IllegalStateException("The ID token was checked at sign-in", e);
    }
  }

  private URI redirectUri() {
    return URI.create(appUrl.get() + CALLBACK_PATH);
  }

  /** RFC 9207: an answer of another server than the one asked is a mix-up attack. */
  private void checkIssuer(AuthenticationResponse response) throws ProtocolException {
    var named = response.getIssuer();
    var required = provider.metadata().supportsAuthorizationResponseIssuerParam();
    if (named == null ? required : !named.equals(provider.issuer())) {
      throw new ProtocolException("The answer does not come from " + provider.issuer() + ".");
    }
  }

  private Answer redeem(PendingRequest request, AuthorizationCode code) throws ProtocolException {
    var grant = new AuthorizationCodeGrant(code, redirectUri(), request.verifier());
    var response = send(grant);
    if (!response.indicatesSuccess()) {
      return refusal(request.feature(), response.toErrorResponse().getErrorObject());
    }
    if (!(response.toSuccessResponse() instanceof OIDCTokenResponse success)) {
      throw new ProtocolException("Keycloak sent no ID token.");
    }
    var tokens = success.getOIDCTokens();
    var identity = check(tokens, request);
    var accessToken = tokens.getAccessToken();
    return new Answer.Tokens(
        request.feature(),
        effectiveScope(accessToken.getScope(), request.feature()),
        accessToken.getValue(),
        identity);
  }

  private TokenResponse send(AuthorizationCodeGrant grant) throws ProtocolException {
    var endpoint = provider.metadata().getTokenEndpointURI();
    var http = new TokenRequest.Builder(endpoint, clientId, grant).build().toHTTPRequest();
    http.setConnectTimeout(Provider.CONNECT_TIMEOUT_MILLIS);
    http.setReadTimeout(Provider.READ_TIMEOUT_MILLIS);
    try {
      return OIDCTokenResponseParser.parse(http.send());
    } catch (IOException e) {
      throw new ProviderUnavailableException("Keycloak does not answer at " + endpoint, e);
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
  static Set<String> effectiveScope(Scope returned, Feature feature) {
    if (returned != null) {
      return new LinkedHashSet<>(returned.toStringList());
    }
    var asked = new LinkedHashSet<>(Set.of("openid"));
    asked.addAll(feature.scopes());
    return asked;
  }

  static Answer.Refusal refusal(Feature feature, ErrorObject error) {
    var code = error.getCode() == null ? "unknown_error" : error.getCode();
    var description = error.getDescription() == null ? "" : error.getDescription();
    return new Answer.Refusal(feature, code, description);
  }
}
