package io.github.scopekeeper.resource.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/** Signature, issuer, times and type of a JWT (RFC 7519, section 7.2; RFC 9068, section 4). */
final class JwtVerifier {

  static final String EXPIRED = "The access token has expired";
  static final String INVALID = "The access token is not valid here";

  private static final JOSEObjectType AT_JWT = new JOSEObjectType("at+jwt");
  private static final JOSEObjectType APPLICATION_AT_JWT = new JOSEObjectType("application/at+jwt");

  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  JwtVerifier(
      String issuer,
      Set<JWSAlgorithm> algorithms,
      JWKSource<SecurityContext> keys,
      Duration skew,
      Clock clock) {
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(AT_JWT, APPLICATION_AT_JWT, JOSEObjectType.JWT, null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
    processor.setJWTClaimsSetVerifier(claims(issuer, skew, clock));
  }

  private static DefaultJWTClaimsVerifier<SecurityContext> claims(
      String issuer, Duration skew, Clock clock) {
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(Math.toIntExact(skew.toSeconds()));
    return verifier;
  }

  /** Whether this is for introspection: nothing in it looks like a JWT, or like most of one. */
  static boolean isOpaque(String token) {
    return token.indexOf('.') == token.lastIndexOf('.');
  }

  TokenClaims verify(String token) throws TokenException {
    if (!CompactJws.isCanonical(token)) {
      throw TokenException.invalid(INVALID);
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (jwt.getHeader().getCriticalParams() != null) {
        // RFC 7515, section 4.1.11: we understand no extension
        throw TokenException.invalid(INVALID);
      }
      TokenClaims claims = TokenClaims.of(jwt.getPayload(), processor.process(jwt, null));
      boolean named = isAccessTokenType(jwt.getHeader().getType());
      if (claims.saysOtherType() || !(named || claims.saysAccessToken())) {
        throw TokenException.invalid("This is no access token");
      }
      return claims;
    } catch (ExpiredJWTException e) {
      throw TokenException.invalid(EXPIRED);
    } catch (BadJWTException e) {
      throw TokenException.invalid(INVALID);
    } catch (KeySourceException e) {
      throw TokenException.unknown("The keys of the authorization server cannot be had", e);
    } catch (ParseException | BadJOSEException | JOSEException | RuntimeException e) {
      throw TokenException.invalid(INVALID);
    }
  }

  private static boolean isAccessTokenType(JOSEObjectType type) {
    return AT_JWT.equals(type) || APPLICATION_AT_JWT.equals(type);
  }
}
