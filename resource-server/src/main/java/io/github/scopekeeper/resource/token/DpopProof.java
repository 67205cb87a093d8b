package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InMemoryDPoPSingleUseChecker;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.resource.request.ApiRequest;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;

/** The proof that who sends a bound token has its key (RFC 9449, section 4.3). */
final class DpopProof implements AutoCloseable {

  /** Asymmetric, and what the JDK can do. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512,
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256);

  private static final long SKEW_SECONDS = 10;
  private static final long MAX_AGE_SECONDS = 60;

  /** Twice what the longest key and address need that we take. */
  private static final int LONGEST_PROOF = 8 * 1024;

  private static final Set<String> TIMES = Set.of("iat", "exp", "nbf");

  private static final String BAD_PROOF = "The DPoP proof is not good for this request";

  private final URI origin;
  private final InMemoryDPoPSingleUseChecker used =
      new InMemoryDPoPSingleUseChecker(MAX_AGE_SECONDS + 2 * SKEW_SECONDS, MAX_AGE_SECONDS);
  private final DPoPProtectedResourceRequestVerifier verifier =
      new DPoPProtectedResourceRequestVerifier(ALGORITHMS, SKEW_SECONDS, MAX_AGE_SECONDS, used);

  /**
   * @param origin scheme and authority under which apps know this API; what a request says of its
   *     host is not believed
   */
  DpopProof(URI origin) {
    this.origin = origin;
  }

  void check(ApiRequest request, Credentials credentials, AccessToken token) throws TokenException {
    if (token.keyThumbprint().isPresent() != credentials.dpop()) {
      throw credentials.dpop()
          ? TokenException.invalid("The access token is not bound to a key")
          : TokenException.badProof("The access token is bound to a key: send a DPoP proof");
    }
    if (credentials.dpop()) {
      if (request.dpop().size() != 1) {
        throw TokenException.badProof("The request needs exactly one DPoP proof");
      }
      verify(request, credentials, token);
    }
  }

  private void verify(ApiRequest request, Credentials credentials, AccessToken token)
      throws TokenException {
    String proof = request.dpop().get(0);
    try {
      String thumbprint = token.keyThumbprint().orElseThrow();
      if (proof.length() > LONGEST_PROOF
          || !CompactJws.isCanonical(proof)
          || !ProofKey.matches(proof, thumbprint)) {
        throw TokenException.badProof(BAD_PROOF);
      }
      verifier.verify(
          request.method(),
          URI.create(origin + request.path()),
          new DPoPIssuer(token.clientId().orElse("-")),
          parse(proof),
          new DPoPAccessToken(credentials.token()),
          new JWKThumbprintConfirmation(new Base64URL(thumbprint)),
          (Nonce) null);
    } catch (InvalidDPoPProofException
        | AccessTokenValidationException
        | JOSEException
        | ParseException
        | RuntimeException e) {
      throw TokenException.badProof(BAD_PROOF);
    }
  }

  private static SignedJWT parse(String proof) throws ParseException {
    SignedJWT parsed = SignedJWT.parse(proof);
    if (!NumericDates.areInBounds(parsed.getPayload().toJSONObject(), TIMES)) {
      throw new ParseException("A time that is none", 0);
    }
    return parsed;
  }

  @Override
  public void close() {
    used.shutdown();
  }
}
