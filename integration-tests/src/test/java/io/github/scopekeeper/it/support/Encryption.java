package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Encrypts to a realm, as anybody can who reads its public keys (RSA-OAEP, A256GCM). */
public final class Encryption {
  private static final int IV_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final PublicKey key;
  private final String kid;

  private Encryption(PublicKey key, String kid) {
    this.key = key;
    this.kid = kid;
  }

  public static Encryption to(TestRealm realm) {
    URI keys = URI.create(realm.url() + "/protocol/openid-connect/certs");
    JsonNode jwk =
        Json.stream(Rest.get(keys, null).body().path("keys"))
            .filter(candidate -> candidate.path("use").asText().equals("enc"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("the realm has no key to encrypt to"));
    try {
      RSAPublicKeySpec numbers = new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e"));
      PublicKey key = KeyFactory.getInstance("RSA").generatePublic(numbers);
      return new Encryption(key, jwk.path("kid").asText());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BigInteger number(JsonNode jwk, String name) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText()));
  }

  String encrypt(String content) {
    String header = Jwt.encode(Json.write(Map.of("alg", "RSA-OAEP", "enc", "A256GCM", "kid", kid)));
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(256);
      SecretKey contentKey = generator.generateKey();
      Cipher wrap = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      wrap.init(Cipher.ENCRYPT_MODE, key);
      byte[] iv = new byte[IV_BYTES];
      new SecureRandom().nextBytes(iv);
      Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
      gcm.init(Cipher.ENCRYPT_MODE, contentKey, new GCMParameterSpec(TAG_BYTES * 8, iv));
      gcm.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
      byte[] sealed = gcm.doFinal(content.getBytes(StandardCharsets.UTF_8));
      int tag = sealed.length - TAG_BYTES;
      return String.join(
          ".",
          header,
          Jwt.encode(wrap.doFinal(contentKey.getEncoded())),
          Jwt.encode(iv),
          Jwt.encode(Arrays.copyOf(sealed, tag)),
          Jwt.encode(Arrays.copyOfRange(sealed, tag, sealed.length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
