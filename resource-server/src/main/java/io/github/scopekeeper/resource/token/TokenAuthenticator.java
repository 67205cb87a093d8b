package io.github.scopekeeper.resource.token;

import io.github.scopekeeper.resource.request.ApiRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * From a request to a good access token: signature or introspection, times, type, audience, proof
 * of possession. Safe for use by many threads.
 */
public final class TokenAuthenticator implements AutoCloseable {

  private final JwtVerifier jwts;
  private final Optional<Introspection> introspection;
  private final DpopProof proofs;
  private final Set<String> audience;
  private final Duration skew;
  private final Clock clock;
  private final VerifiedTokens verified;

  TokenAuthenticator(TokenSettings settings) {
    this.jwts = settings.jwts(settings.keys());
    this.introspection = settings.introspection();
    this.proofs = new DpopProof(settings.origin());
    this.audience = settings.audience();
    this.skew = settings.skew();
    this.clock = settings.clock();
    this.verified = new VerifiedTokens(settings.cacheTime());
  }

  /**
   * @throws TokenException where there is no token, or not a good one, or where nobody can say
   */
  public AccessToken authenticate(ApiRequest request) throws TokenException {
    Credentials credentials = Credentials.of(request.authorization());
    AccessToken token = token(credentials.token());
    proofs.check(request, credentials, token);
    return token;
  }

  private AccessToken token(String text) throws TokenException {
    if (JwtVerifier.isOpaque(text)) {
      return meantForUs(introspect(text).accessToken());
    }
    TokenHash hash = TokenHash.of(text);
    Optional<AccessToken> known = verified.get(hash);
    if (known.isPresent()) {
      if (!known.get().expiresAt().plus(skew).isAfter(clock.instant())) {
        throw TokenException.invalid(JwtVerifier.EXPIRED);
      }
      return known.get();
    }
    AccessToken token = jwts.verify(text).accessToken();
    if (introspection.isPresent() && isLightweight(token)) {
      return meantForUs(asBound(token, introspect(text).accessToken()));
    }
    meantForUs(token);
    verified.put(hash, token);
    return token;
  }

  /** Keycloak's lightweight tokens leave to introspection what an API wants to know. */
  private static boolean isLightweight(AccessToken token) {
    return token.audience().isEmpty()
        || token.subject().isEmpty()
        || !token.claims().containsKey("scope");
  }

  private TokenClaims introspect(String text) throws TokenException {
    if (introspection.isEmpty()) {
      throw TokenException.invalid(JwtVerifier.INVALID);
    }
    return introspection.get().ask(text);
  }

  /** An answer that forgets the key does not make a bound token a plain one. */
  private static AccessToken asBound(AccessToken token, AccessToken answer) throws TokenException {
    if (token.keyThumbprint().isPresent()
        && !token.keyThumbprint().equals(answer.keyThumbprint())) {
      throw TokenException.invalid(JwtVerifier.INVALID);
    }
    return answer;
  }

  private AccessToken meantForUs(AccessToken token) throws TokenException {
    if (Collections.disjoint(token.audience(), audience)) {
      throw TokenException.invalid("The access token is meant for another API");
    }
    return token;
  }

  @Override
  public void close() {
    proofs.close();
  }
}
