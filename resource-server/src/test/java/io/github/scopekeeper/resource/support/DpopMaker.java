package io.github.scopekeeper.resource.support;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Makes DPoP proofs (RFC 9449, section 4.2), good ones and others. Nothing is checked. */
public final class DpopMaker {

  private final JWK key;
  private final TokenMaker jwt;

  private DpopMaker(JWK key, TokenMaker jwt) {
    this.key = key;
    this.jwt = jwt;
  }

  /** A good proof of this key for this request and token. */
  public static DpopMaker proof(JWK key, String method, String url, String token) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", method);
    claims.put("htu", url);
    claims.put("iat", Instant.now().getEpochSecond());
    claims.put("ath", hash(token));
    JWSAlgorithm algorithm =
        key.getKeyType().getValue().equals("EC") ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
    return new DpopMaker(
        key,
        TokenMaker.of(key, algorithm, claims)
            .type("dpop+jwt")
            .header("jwk", key.toPublicJWK().toJSONObject()));
  }

  private static String hash(String token) {
    try {
      return Base64URL.encode(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)))
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public DpopMaker algorithm(JWSAlgorithm other) {
    return new DpopMaker(key, jwt.key(key, other));
  }

  /**
   * @param value null: the claim is not there
   */
  public DpopMaker with(String claim, Object value) {
    return new DpopMaker(key, value == null ? jwt.without(claim) : jwt.with(claim, value));
  }

  /**
   * @param value null: the parameter is not there
   */
  public DpopMaker header(String name, Object value) {
    return new DpopMaker(key, jwt.header(name, value));
  }

  public String sign() {
    return jwt.sign();
  }

  public String unsigned(String alg) {
    return jwt.unsigned(alg);
  }
}
