package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpServer;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has signed a token, and with what. */
class JwtSignatureTest {

  private static final RSAKey FOREIGN = FakeRealm.newKey();

  private static FakeRealm realm;
  private static ECKey curve;
  private static TokenCheck check;

  @BeforeAll
  static void start() throws JOSEException {
    realm = FakeRealm.start();
    curve = new ECKeyGenerator(Curve.P_256).keyID("ec").keyUse(KeyUse.SIGNATURE).generate();
    realm.show(curve);
    check = new TokenCheck(realm);
  }

  @AfterAll
  static void stop() {
    check.close();
    realm.close();
  }

  private static TokenMaker good() {
    return realm.token("workouts:read");
  }

  private static void isInvalid(String token) {
    assertThat(check.refuses(token)).isInstanceOf(TokenProblem.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void theRealmsRsaKeyIsGoodForEachAlgorithm(String algorithm) {
    check.accepts(good().key(realm.key(), JWSAlgorithm.parse(algorithm)).sign());
  }

  @Test
  void soIsItsCurve() {
    check.accepts(good().key(curve, JWSAlgorithm.ES256).sign());
  }

  @Test
  void onlyTheAlgorithmsOfTheListAreTaken() {
    try (TokenCheck strict = new TokenCheck(realm, "ES256")) {
      strict.accepts(good().key(curve, JWSAlgorithm.ES256).sign());
      assertThat(strict.refuses(good().sign())).isInstanceOf(TokenProblem.Invalid.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "None", "NONE", "nOnE", "", "HS256", "RS256", "ES256", "RSA1_5", "dir"})
  void withoutASignatureNothingIsGood(String algorithm) {
    isInvalid(good().unsigned(algorithm));
  }

  @Test
  void thePublicKeyIsNoSecret() {
    isInvalid(good().signedWithPublicKey());
    isInvalid(good().header("alg", "HS256").sign());
  }

  @Test
  void aSignatureIsForOneAlgorithmAndOneText() {
    isInvalid(good().header("alg", "PS256").sign());
    isInvalid(good().header("alg", "ES256").sign());
    String[] parts = good().sign().split("\\.");
    String[] others = realm.token("admin:users").sign().split("\\.");
    isInvalid(parts[0] + "." + others[1] + "." + parts[2]);
    isInvalid(others[0] + "." + parts[1] + "." + others[2]);
  }

  @Test
  void aForeignKeyIsNotGoodUnderAnyName() {
    TokenMaker foreign = good().key(FOREIGN, JWSAlgorithm.RS256);
    isInvalid(foreign.sign());
    isInvalid(foreign.kid(realm.key().getKeyID()).sign());
    isInvalid(foreign.kid(null).sign());
    isInvalid(foreign.kid("../../../dev/null").sign());
    isInvalid(foreign.kid("' OR 1=1 --").sign());
  }

  @Test
  void withoutANameEveryKeyOfTheRealmIsTried() {
    check.accepts(good().kid(null).sign());
    isInvalid(good().kid("not-there").sign());
  }

  @Test
  void aKeyForEncryptionSignsNothing() throws JOSEException {
    RSAKey key = new RSAKeyGenerator(2048).keyID("enc").generate();
    realm.show(new RSAKey.Builder(key).keyUse(KeyUse.ENCRYPTION).build());
    try (TokenCheck other = new TokenCheck(realm)) {
      assertThat(other.refuses(good().key(key, JWSAlgorithm.RS256).sign()))
          .isInstanceOf(TokenProblem.Invalid.class);
    }
  }

  @Test
  void aTokenDoesNotBringItsOwnKey() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer attacker = HttpServer.create(address, 0);
    byte[] keys = new JWKSet(FOREIGN).toString(true).getBytes(StandardCharsets.UTF_8);
    attacker.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    attacker.start();
    String url = "http://127.0.0.1:%d/keys".formatted(attacker.getAddress().getPort());
    TokenMaker foreign = good().key(FOREIGN, JWSAlgorithm.RS256);
    for (String kid : List.of(FOREIGN.getKeyID(), realm.key().getKeyID())) {
      isInvalid(foreign.kid(kid).header("jku", url).sign());
      isInvalid(foreign.kid(kid).header("x5u", url).sign());
      isInvalid(foreign.kid(kid).header("jwk", FOREIGN.toPublicJWK().toJSONObject()).sign());
      isInvalid(foreign.kid(kid).header("x5c", List.of("MIIB")).sign());
    }
    attacker.stop(0);
    assertThat(asked).hasValue(0);
  }

  @Test
  void whatMustBeUnderstoodAndIsNotIsRefused() {
    isInvalid(good().header("crit", List.of("made-up")).header("made-up", true).sign());
    isInvalid(good().header("crit", List.of("exp")).sign());
    isInvalid(good().header("crit", List.of()).sign());
    isInvalid(good().header("crit", "exp").sign());
    isInvalid(good().header("crit", List.of("b64")).header("b64", false).sign());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.b.c",
        "..",
        "e30.e30.",
        ".e30.e30",
        "e30.e30.e30",
        "W10.W10.W10",
        "bnVsbA.bnVsbA.AAAA",
        "a.b",
        "a.b.c.d",
        "a.b.c.d.e",
        "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"
      })
  void whatOnlyLooksLikeATokenIsNone(String token) {
    isInvalid(token);
  }

  @Test
  void aHeaderIsAnObjectWithAnAlgorithm() {
    String claims = "{}";
    for (String header :
        List.of(
            "{}",
            "[]",
            "\"RS256\"",
            "{\"alg\":null}",
            "{\"alg\":5}",
            "{\"alg\":[\"RS256\"]}",
            "{\"alg\":\"RS256\",\"kid\":{}}",
            "{\"alg\":\"RS256\",\"typ\":[]}",
            "{\"alg\":\"RS256\"",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000))) {
      isInvalid(good().sign(header, claims));
    }
    assertThat(good().claims()).containsKey("iss");
    check.accepts(good().sign("{\"alg\":\"RS256\"}", json(good().claims())));
  }

  private static String json(Map<String, Object> claims) {
    return JSONObjectUtils.toJSONString(claims);
  }
}
