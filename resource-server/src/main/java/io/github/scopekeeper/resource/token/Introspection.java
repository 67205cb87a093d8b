package io.github.scopekeeper.resource.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import io.github.scopekeeper.resource.http.RealmHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Asks the authorization server what a token is good for (RFC 7662). */
final class Introspection {

  private static final int LONGEST_ANSWER = 512 * 1024;
  private static final int MOST_INACTIVE = 10_000;
  private static final Duration INACTIVE_KEPT = Duration.ofSeconds(10);
  private static final String INACTIVE = "The access token has expired or was revoked";
  private static final String UNKNOWN = "The authorization server does not say what the token is";

  private final URI endpoint;
  private final String issuer;
  private final ClientSecretBasic client;
  private final RealmHttp http;
  private final Cache<TokenHash, Boolean> inactive =
      Caffeine.newBuilder().maximumSize(MOST_INACTIVE).expireAfterWrite(INACTIVE_KEPT).build();
  private final Duration skew;
  private final Clock clock;

  Introspection(
      URI endpoint,
      String issuer,
      ClientSecretBasic client,
      Duration timeout,
      Duration skew,
      Clock clock) {
    this.endpoint = endpoint;
    this.issuer = issuer;
    this.client = client;
    this.http = new RealmHttp(timeout, LONGEST_ANSWER);
    this.skew = skew;
    this.clock = clock;
  }

  TokenClaims ask(String token) throws TokenException {
    TokenHash hash = TokenHash.of(token);
    if (inactive.getIfPresent(hash) != null) {
      throw TokenException.invalid(INACTIVE);
    }
    Map<String, Object> answer = send(token);
    if (!Boolean.TRUE.equals(answer.get("active"))) {
      inactive.put(hash, true);
      throw TokenException.invalid(INACTIVE);
    }
    TokenClaims claims = TokenClaims.of(answer);
    Object answeredIssuer = answer.get("iss");
    if (claims.saysOtherType() || (answeredIssuer != null && !issuer.equals(answeredIssuer))) {
      throw TokenException.invalid(JwtVerifier.INVALID);
    }
    Instant expiresAt = claims.accessToken().expiresAt();
    if (!expiresAt.plus(skew).isAfter(clock.instant())) {
      throw TokenException.invalid(JwtVerifier.EXPIRED);
    }
    return claims;
  }

  private Map<String, Object> send(String token) throws TokenException {
    HTTPRequest request =
        new TokenIntrospectionRequest(endpoint, client, new BearerAccessToken(token))
            .toHTTPRequest();
    try {
      TokenIntrospectionResponse response = TokenIntrospectionResponse.parse(request.send(http));
      if (response.indicatesSuccess()) {
        return response.toSuccessResponse().toJSONObject();
      }
    } catch (IOException | ParseException | RuntimeException e) {
      throw TokenException.unknown(UNKNOWN, e);
    }
    throw TokenException.unknown(UNKNOWN, null);
  }
}
