package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.support.DpopMaker;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** RFC 9449, sections 4.3 and 7.1. */
class DpopProofTest {

  /** In seconds: as milliseconds they are none, to 64 bits. */
  private static final long WRAPS_ROUND = 18_446_744_073_709_552L;

  private static FakeRealm realm;
  private static TokenCheck check;
  private static ECKey key;
  private static String token;

  @BeforeAll
  static void start() throws JOSEException {
    realm = FakeRealm.start();
    check = new TokenCheck(realm);
    key = newKey();
    token = bound();
  }

  @AfterAll
  static void stop() {
    check.close();
    realm.close();
  }

  private static ECKey newKey() throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).generate();
  }

  private static String bound() throws JOSEException {
    return realm
        .token("workouts:read")
        .with("typ", "DPoP")
        .with("cnf", Map.of("jkt", key.computeThumbprint().toString(), "kc-jkt-type", "DPoP"))
        .sign();
  }

  private static DpopMaker proof() {
    return DpopMaker.proof(key, "POST", "https://api.example.com/workouts", token);
  }

  private static ApiRequest request(String authorization, String... proofs) {
    return new ApiRequest("POST", "/workouts", List.of(authorization), List.of(proofs));
  }

  private static void isBadProof(String... proofs) {
    assertThat(check.refuses(request("DPoP " + token, proofs)))
        .isInstanceOf(TokenProblem.BadProof.class);
  }

  @Test
  void aTokenWithItsProofIsGood() {
    assertThat(check.accepts(request("DPoP " + token, proof().sign())).keyThumbprint()).isPresent();
    check.accepts(request("dpop " + token, proof().sign()));
  }

  @Test
  void aBoundTokenIsNoBearer() {
    assertThat(check.refuses(request("Bearer " + token))).isInstanceOf(TokenProblem.BadProof.class);
    assertThat(check.refuses(request("Bearer " + token, proof().sign())))
        .isInstanceOf(TokenProblem.BadProof.class);
  }

  @Test
  void aBearerIsNotBound() {
    String bearer = realm.token("workouts:read").sign();
    String proof = DpopMaker.proof(key, "POST", "https://api.example.com/workouts", bearer).sign();
    assertThat(check.refuses(request("DPoP " + bearer, proof)))
        .isInstanceOf(TokenProblem.Invalid.class);
  }

  @Test
  void aProofIsForOneRequest() {
    isBadProof(proof().with("htm", "GET").sign());
    isBadProof(proof().with("htm", "post").sign());
    isBadProof(proof().with("htu", "https://api.example.com/workouts/1").sign());
    isBadProof(proof().with("htu", "https://evil.example/workouts").sign());
    isBadProof(proof().with("htu", "http://api.example.com/workouts").sign());
    isBadProof(proof().with("htu", "/workouts").sign());
  }

  @Test
  void aProofIsForOneToken() throws JOSEException {
    isBadProof(proof().with("ath", "x").sign());
    isBadProof(proof().with("ath", null).sign());
    String other = realm.token("admin:users").sign();
    isBadProof(DpopMaker.proof(key, "POST", "https://api.example.com/workouts", other).sign());
  }

  @Test
  void aProofIsOfTheKeyThatTheTokenNames() throws JOSEException {
    ECKey thief = newKey();
    isBadProof(DpopMaker.proof(thief, "POST", "https://api.example.com/workouts", token).sign());
    isBadProof(proof().header("jwk", thief.toPublicJWK().toJSONObject()).sign());
    isBadProof(proof().header("jwk", key.toJSONObject()).sign());
    isBadProof(proof().header("jwk", null).sign());
    isBadProof(proof().header("jwk", Map.of()).sign());
    isBadProof(proof().header("jwk", "x").sign());
  }

  @Test
  void aProofIsGoodOnce() {
    String proof = proof().sign();
    check.accepts(request("DPoP " + token, proof));
    isBadProof(proof);
    isBadProof(proof().with("jti", null).sign());
    isBadProof(proof().with("jti", "").sign());
  }

  @Test
  void aProofIsOfNow() {
    long now = Instant.now().getEpochSecond();
    isBadProof(proof().with("iat", now - 120).sign());
    isBadProof(proof().with("iat", now + 120).sign());
    isBadProof(proof().with("iat", null).sign());
    isBadProof(proof().with("iat", "now").sign());
    isBadProof(proof().with("iat", WRAPS_ROUND + now).sign());
    isBadProof(proof().with("iat", 1e300).sign());
    check.accepts(request("DPoP " + token, proof().with("iat", now - 30).sign()));
  }

  @Test
  void thereIsOneProof() {
    isBadProof();
    isBadProof(proof().sign(), proof().sign());
    isBadProof(proof().sign() + "," + proof().sign());
  }

  @Test
  void aProofIsSigned() {
    isBadProof(proof().unsigned("none"));
    isBadProof(proof().unsigned("ES256"));
    isBadProof(proof().header("alg", "none").sign());
    isBadProof(proof().header("alg", "HS256").sign());
    isBadProof(proof().header("typ", "JWT").sign());
    isBadProof(proof().header("typ", null).sign());
    isBadProof(proof().sign().replaceFirst("\\.[^.]*\\.", ".e30."));
  }

  @Test
  void garbageIsNoProof() {
    for (String garbage :
        List.of("", " ", "a.b.c", "..", "null", "e30.e30.e30", "\u0000", "x".repeat(100_000))) {
      isBadProof(garbage);
    }
  }

  @Test
  void aPathThatIsNoneIsNoReasonToFail() {
    for (String path :
        List.of("", "*", "/a b", "/%", "//evil.example/workouts", "/\u0000", "/\u00e4", "@x")) {
      String proof = proof().sign();
      assertThat(
              check.refuses(new ApiRequest("POST", path, List.of("DPoP " + token), List.of(proof))))
          .isInstanceOf(TokenProblem.BadProof.class);
    }
  }

  @Test
  void theLibraryTakesEachAlgorithmThatAChallengeLists() throws JOSEException {
    assertThat(TokenSettings.dpopAlgorithms()).isEqualTo("ES256 ES384 ES512 PS256 RS256");
    JWK rsa = FakeRealm.newKey();
    String other =
        realm
            .token("workouts:read")
            .with("cnf", Map.of("jkt", rsa.computeThumbprint().toString()))
            .sign();
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
      String proof =
          DpopMaker.proof(rsa, "POST", "https://api.example.com/workouts", other)
              .algorithm(algorithm)
              .sign();
      check.accepts(request("DPoP " + other, proof));
    }
  }
}
