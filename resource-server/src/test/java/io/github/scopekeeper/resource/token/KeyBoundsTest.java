package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.support.DpopMaker;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys signatures are verified with: the realm's, and those that DPoP proofs bring. */
class KeyBoundsTest {

  /** Its verification takes some ten times as long as with the usual one. */
  private static final BigInteger COSTLY = BigInteger.ONE.shiftLeft(255).setBit(0);

  private static RSAKey costly() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(new RSAKeyGenParameterSpec(2048, COSTLY));
      KeyPair pair = generator.generateKeyPair();
      return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
          .privateKey((RSAPrivateKey) pair.getPrivate())
          .keyID("costly")
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2048,3,true",
    "2048,65537,true",
    "3072,65537,true",
    "4096,17,true",
    "2047,65537,false",
    "1024,65537,false",
    "4097,65537,false",
    "16384,65537,false",
    "2048,1,false",
    "2048,0,false",
    "2048,65536,false",
    "2048,65539,false",
    "2048,18446744073709551617,false"
  })
  void rsaKeysAreOfAUsualSize(int bits, BigInteger exponent, boolean allowed) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
    RSAKey key = new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(exponent)).build();
    assertThat(KeyBounds.allow(key)).isEqualTo(allowed);
  }

  @Test
  void otherKeysAreOnKnownCurves() throws JOSEException, IOException {
    for (Curve curve : List.of(Curve.P_256, Curve.P_384, Curve.P_521)) {
      assertThat(KeyBounds.allow(new com.nimbusds.jose.jwk.gen.ECKeyGenerator(curve).generate()))
          .isTrue();
    }
    assertThat(KeyBounds.allow(new OctetSequenceKeyGenerator(256).generate())).isFalse();
  }

  @Test
  void aProofWithACostlyKeyIsRefusedThoughTheTokenIsBoundToIt() throws JOSEException {
    RSAKey key = costly();
    try (FakeRealm realm = FakeRealm.start();
        TokenCheck check = new TokenCheck(realm)) {
      Map<String, Object> cnf = Map.of("jkt", key.computeThumbprint().toString());
      String token = realm.token("workouts:read").with("cnf", cnf).sign();
      String proof = DpopMaker.proof(key, "POST", "https://api.example.com/workouts", token).sign();
      assertThat(
              check.refuses(
                  new ApiRequest("POST", "/workouts", List.of("DPoP " + token), List.of(proof))))
          .isInstanceOf(TokenProblem.BadProof.class);
    }
  }

  @Test
  void aProofIsComparedWithTheTokenBeforeItsSignatureIsVerified() throws Exception {
    RSAKey own = FakeRealm.newKey();
    String proof = DpopMaker.proof(own, "POST", "https://api.example.com", "x").sign();
    assertThat(ProofKey.matches(proof, own.computeThumbprint().toString())).isTrue();
    assertThat(ProofKey.matches(proof, FakeRealm.newKey().computeThumbprint().toString()))
        .isFalse();
  }

  @Test
  void aTokenThatACostlyKeyOfTheRealmSignedIsRefused() {
    RSAKey key = costly();
    try (FakeRealm realm = FakeRealm.start();
        TokenCheck check = new TokenCheck(realm)) {
      realm.show(key);
      String token = realm.token("workouts:read").key(key, JWSAlgorithm.RS256).sign();
      assertThat(check.refuses(token)).isInstanceOf(TokenProblem.Invalid.class);
      check.accepts(realm.token("workouts:read").sign());
    }
  }

  @Test
  void aKeyThatIsBrokenDoesNotTakeTheOthersAlong() throws IOException {
    String good = FakeRealm.newKey().toPublicJWK().toJSONString();
    List<JWK> keys =
        KeySet.parse(
                "{\"keys\":[null,7,\"x\",[],{\"kty\":\"RSA\"},{},{\"kty\":\"new\"},"
                    + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"},"
                    + good
                    + "]}")
            .getKeys();
    assertThat(keys).hasSize(1);
    assertThatThrownBy(
            () -> KeySet.parse("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\"}]}"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":[null]}")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> KeySet.parse("{\"keys\":{}}")).isInstanceOf(IOException.class);
    assertThat(KeySet.parse("{\"keys\":[]}").getKeys()).isEmpty();
  }
}
