package io.github.scopekeeper.resource.token;

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
  private static final String UNKNOWN = "The authorization server does not say what the token is";

  private final URI endpoint;
  private final String issuer;
  private final ClientSecretBasic client;
  private final RealmHttp http;
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
    Map<String, Object> answer = answer(token);
    if (!Boolean.TRUE.equals(answer.get("active"))) {
      throw TokenException.invalid("The access token has expired or was revoked");
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

  private Map<String, Object> answer(String token) throws TokenException {
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
