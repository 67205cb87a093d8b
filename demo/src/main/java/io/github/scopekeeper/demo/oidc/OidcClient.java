package io.github.scopekeeper.demo.oidc;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.DemoConfig;
import io.github.scopekeeper.demo.Feature;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The relying party: authorization code with PKCE for a public client. */
public final class OidcClient {

  public static final String CALLBACK_PATH = "/callback";

  private final ClientID clientId;
  private final Provider provider;
  private final TokenEndpoint tokens;
  private final Supplier<URI> appUrl;

  public OidcClient(DemoConfig config, Supplier<URI> appUrl) {
    this.clientId = new ClientID(config.clientId());
    this.provider = new Provider(config.issuer(), config.internalIssuer(), clientId);
    this.tokens = new TokenEndpoint(provider, clientId);
    this.appUrl = appUrl;
  }

  /** Asks for the scopes that the app expects this feature to need, and nothing else. */
  public PendingRequest begin(Feature feature) {
    return begin(feature, feature.scopes(), Optional.empty());
  }

  /**
   * Asks for these scopes, and nothing else.
   *
   * @param maxAge how old the user's login may be (RFC 9470, section 4)
   */
  public PendingRequest begin(Feature feature, Set<String> needs, Optional<Duration> maxAge) {
    var scope = new Scope("openid");
    needs.stream().sorted().forEach(scope::add);
    var request =
        new AuthenticationRequest.Builder(ResponseType.CODE, scope, clientId, redirectUri())
            .endpointURI(provider.metadata().getAuthorizationEndpointURI());
    maxAge.ifPresent(age -> request.maxAge(Math.toIntExact(age.toSeconds())));
    return pending(feature, needs, maxAge, request);
  }

  /** The same request once more. */
  public PendingRequest again(PendingRequest request) {
    return begin(request.feature(), request.needs(), request.maxAge());
  }

  /** Asks as Keycloak proposed: state, nonce and PKCE are all that the app adds. */
  public PendingRequest begin(Feature feature, Set<String> needs, URI proposed)
      throws ProtocolException {
    try {
      var request = AuthenticationRequest.parse(proposed);
      if (!provider.metadata().getAuthorizationEndpointURI().equals(request.getEndpointURI())
          || !clientId.equals(request.getClientID())
          || !redirectUri().equals(request.getRedirectionURI())) {
        throw new ProtocolException("The address that was proposed is not this app's request.");
      }
      var builder = new AuthenticationRequest.Builder(request);
      return pending(feature, needs, Optional.empty(), builder);
    } catch (ParseException e) {
      throw new ProtocolException("The address that was proposed could not be read.", e);
    }
  }

  private static PendingRequest pending(
      Feature feature,
      Set<String> needs,
      Optional<Duration> maxAge,
      AuthenticationRequest.Builder builder) {
    var verifier = new CodeVerifier();
    var request =
        builder
            .state(new State())
            .nonce(new Nonce())
            .codeChallenge(verifier, CodeChallengeMethod.S256)
            .build();
    return new PendingRequest(
        feature,
        needs,
        maxAge,
        request.toURI(),
        new HashSet<>(request.getScope().toStringList()),
        request.getState(),
        request.getNonce(),
        verifier);
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
   * @param existing the refresh token at hand, whose scopes are to come along
   */
  public Answer complete(
      Optional<PendingRequest> pending, AuthenticationResponse response, Optional<String> existing)
      throws ProtocolException {
    var request =
        pending
            .filter(candidate -> candidate.state().equals(response.getState()))
            .orElseThrow(
                () -> new ProtocolException("This answer was not asked for, or was used before."));
    checkIssuer(response);
    if (!response.indicatesSuccess()) {
      return TokenEndpoint.refusal(request.feature(), response.toErrorResponse().getErrorObject());
    }
    var code = response.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw new ProtocolException("The answer from Keycloak has no code.");
    }
    return tokens.redeem(request, code, redirectUri(), existing);
  }

  /** The same with a new access token; empty where the sign-in has ended. */
  public Optional<SignedIn> refresh(SignedIn signedIn) throws ProtocolException {
    return tokens.refresh(signedIn);
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

  public URI redirectUri() {
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
}
