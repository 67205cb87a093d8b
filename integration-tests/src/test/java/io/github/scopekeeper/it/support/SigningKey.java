package io.github.scopekeeper.it.support;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A key of a client's own, for request objects and for proofs of possession (ES256). */
public final class SigningKey {
  private static final int COORDINATE_BYTES = 32;

  private final PrivateKey secret;
  private final Map<String, Object> jwk;

  private SigningKey(PrivateKey secret, Map<String, Object> jwk) {
    this.secret = secret;
    this.jwk = jwk;
  }

  public static SigningKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new SigningKey(pair.getPrivate(), jwk((ECPublicKey) pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> jwk(ECPublicKey key) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "EC");
    jwk.put("crv", "P-256");
    jwk.put("x", coordinate(key.getW().getAffineX()));
    jwk.put("y", coordinate(key.getW().getAffineY()));
    return jwk;
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(bytes.length, COORDINATE_BYTES);
    System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
    return Jwt.encode(fixed);
  }

  /** The public half, as an admin pastes it into a client's settings. */
  String jwks() {
    Map<String, Object> published = new LinkedHashMap<>(jwk);
    published.put("kid", kid());
    published.put("use", "sig");
    published.put("alg", "ES256");
    return Json.write(Map.of("keys", List.of(published)));
  }

  private String kid() {
    return "key-" + jwk.get("x");
  }

  String requestObject(Map<String, ?> claims) {
    return sign(Map.of("alg", "ES256", "kid", kid()), claims);
  }

  /** RFC 9449: whoever makes this call holds the key. */
  String proof(String method, String uri) {
    return proof(method, uri, Map.of());
  }

  /** The same for a call with a token that is bound to the key. */
  public String proof(String method, String uri, Tokens tokens) {
    return proof(method, uri, Map.of("ath", Jwt.hash(tokens.access())));
  }

  private String proof(String method, String uri, Map<String, ?> more) {
    Map<String, Object> claims = new LinkedHashMap<>(more);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("htm", method);
    claims.put("htu", uri);
    claims.put("iat", Instant.now().getEpochSecond());
    return sign(Map.of("typ", "dpop+jwt", "alg", "ES256", "jwk", jwk), claims);
  }

  private String sign(Map<String, ?> header, Map<String, ?> claims) {
    String content = Jwt.encode(Json.write(header)) + "." + Jwt.encode(Json.write(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(secret);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + Jwt.encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
