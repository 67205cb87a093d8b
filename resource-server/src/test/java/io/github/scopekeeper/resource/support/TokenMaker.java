package io.github.scopekeeper.resource.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Makes access tokens: good ones as Keycloak's, and whatever an attacker could think of. Each
 * method returns a changed copy. Nothing is checked.
 */
public final class TokenMaker {

  private final JWK key;
  private final JWSAlgorithm algorithm;
  private final String type;
  private final String kid;
  private final Map<String, Object> claims;

  private TokenMaker(
      JWK key, JWSAlgorithm algorithm, String type, String kid, Map<String, Object> claims) {
    this.key = key;
    this.algorithm = algorithm;
    this.type = type;
    this.kid = kid;
    this.claims = claims;
  }

  static TokenMaker good(FakeRealm realm, String... scopes) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", realm.issuer().toString());
    claims.put("aud", List.of(FakeRealm.AUDIENCE));
    claims.put("sub", "alice-id");
    claims.put("azp", "fitness-app");
    claims.put("typ", "Bearer");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("auth_time", now);
    claims.put("scope", String.join(" ", scopes));
    RSAKey key = realm.key();
    return new TokenMaker(key, JWSAlgorithm.RS256, "JWT", key.getKeyID(), claims);
  }

  /**
   * @param value any JSON value; null: the claim is there and null
   */
  public TokenMaker with(String claim, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(claim, value);
    return new TokenMaker(key, algorithm, type, kid, changed);
  }

  public TokenMaker without(String claim) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(claim);
    return new TokenMaker(key, algorithm, type, kid, changed);
  }

  public TokenMaker subject(String sub) {
    return with("sub", sub);
  }

  public TokenMaker loggedInBefore(Duration age) {
    return with("auth_time", Instant.now().minus(age).getEpochSecond());
  }

  public TokenMaker expiredSince(Duration age) {
    return with("exp", Instant.now().minus(age).getEpochSecond());
  }

  /** Signed with another key, named by its own id. */
  public TokenMaker key(JWK other, JWSAlgorithm its) {
    return new TokenMaker(other, its, type, other.getKeyID(), claims);
  }

  /**
   * @param id {@code kid} of the header; null: none
   */
  public TokenMaker kid(String id) {
    return new TokenMaker(key, algorithm, type, id, claims);
  }

  /**
   * @param typ {@code typ} of the header; null: none
   */
  public TokenMaker type(String typ) {
    return new TokenMaker(key, algorithm, typ, kid, claims);
  }

  public Map<String, Object> claims() {
    return new LinkedHashMap<>(claims);
  }

  /** The value of an {@code Authorization} header. */
  public String bearer() {
    return "Bearer " + sign();
  }

  public String sign() {
    try {
      return signed(algorithm, new DefaultJWSSignerFactory().createJWSSigner(key, algorithm));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code alg: none} (RFC 7519, section 6). */
  public String unsigned() {
    return unsigned("none");
  }

  /** No signature, whatever the header says of it. */
  public String unsigned(String alg) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("alg", alg);
    header.put("typ", type);
    header.put("kid", kid);
    return encoded(header) + "." + encoded(claims) + ".";
  }

  /** HS256 with the text of the public key as secret: what confuses careless servers. */
  public String signedWithPublicKey() {
    try {
      byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
      return signed(JWSAlgorithm.HS256, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(JWSAlgorithm alg, JWSSigner signer) throws JOSEException {
    JWSHeader.Builder header = new JWSHeader.Builder(alg).keyID(kid);
    if (type != null) {
      header.type(new JOSEObjectType(type));
    }
    JWSObject token = new JWSObject(header.build(), new Payload(text(claims)));
    token.sign(signer);
    return token.serialize();
  }

  private static String encoded(Map<String, Object> json) {
    return Base64URL.encode(text(json)).toString();
  }

  private static String text(Map<String, Object> json) {
    return JSONObjectUtils.toJSONString(json);
  }
}
