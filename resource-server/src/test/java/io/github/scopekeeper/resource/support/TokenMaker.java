package io.github.scopekeeper.resource.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
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
import java.util.Objects;
import java.util.UUID;

/**
 * Makes access tokens: good ones as Keycloak's, and whatever an attacker could think of. Each
 * method returns a changed copy. Nothing is checked.
 */
public final class TokenMaker {

  private final JWK key;
  private final JWSAlgorithm algorithm;
  private final Map<String, Object> header;
  private final Map<String, Object> claims;

  private TokenMaker(
      JWK key, JWSAlgorithm algorithm, Map<String, Object> header, Map<String, Object> claims) {
    this.key = key;
    this.algorithm = algorithm;
    this.header = header;
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
    return new TokenMaker(key, JWSAlgorithm.RS256, Map.of("typ", "JWT"), claims)
        .kid(key.getKeyID());
  }

  static TokenMaker of(JWK key, JWSAlgorithm algorithm, Map<String, Object> claims) {
    return new TokenMaker(key, algorithm, Map.of(), claims);
  }

  /**
   * @param value any JSON value; null: the claim is there and null
   */
  public TokenMaker with(String claim, Object value) {
    return new TokenMaker(key, algorithm, header, changed(claims, claim, value));
  }

  public TokenMaker without(String claim) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(claim);
    return new TokenMaker(key, algorithm, header, changed);
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
    return new TokenMaker(other, its, header, claims).kid(other.getKeyID());
  }

  /**
   * @param id {@code kid} of the header; null: none
   */
  public TokenMaker kid(String id) {
    return header("kid", id);
  }

  public String kid() {
    return (String) header.get("kid");
  }

  /**
   * @param typ {@code typ} of the header; null: none
   */
  public TokenMaker type(String typ) {
    return header("typ", typ);
  }

  /**
   * @param value any JSON value of the JOSE header; null: the parameter is not there
   */
  public TokenMaker header(String name, Object value) {
    Map<String, Object> changed = changed(header, name, value);
    changed.values().removeIf(Objects::isNull);
    return new TokenMaker(key, algorithm, changed, claims);
  }

  private static Map<String, Object> changed(Map<String, Object> map, String name, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return changed;
  }

  public Map<String, Object> claims() {
    return new LinkedHashMap<>(claims);
  }

  /** The value of an {@code Authorization} header. */
  public String bearer() {
    return "Bearer " + sign();
  }

  public String sign() {
    return sign(text(claims));
  }

  /** A good signature over whatever this is. */
  public String sign(String payload) {
    return sign(text(headerWith(algorithm.getName())), payload);
  }

  /** A good signature over whatever these are. */
  public String sign(String header, String payload) {
    try {
      return signed(
          new DefaultJWSSignerFactory().createJWSSigner(key, algorithm),
          algorithm,
          Base64URL.encode(header) + "." + Base64URL.encode(payload));
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
    return encoded(headerWith(alg)) + "." + encoded(claims) + ".";
  }

  /** HS256 with the text of the public key as secret: what confuses careless servers. */
  public String signedWithPublicKey() {
    try {
      byte[] secret = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
      return signed(
          new MACSigner(secret),
          JWSAlgorithm.HS256,
          encoded(headerWith("HS256")) + "." + encoded(claims));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(JWSSigner signer, JWSAlgorithm alg, String input)
      throws JOSEException {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    return input + "." + signer.sign(new JWSHeader(alg), bytes);
  }

  private Map<String, Object> headerWith(String alg) {
    Map<String, Object> complete = new LinkedHashMap<>(Map.of("alg", alg));
    complete.putAll(header);
    return complete;
  }

  private static String encoded(Map<String, Object> json) {
    return Base64URL.encode(text(json)).toString();
  }

  private static String text(Map<String, Object> json) {
    return JSONObjectUtils.toJSONString(json);
  }
}
