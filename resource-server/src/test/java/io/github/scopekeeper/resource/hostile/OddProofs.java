package io.github.scopekeeper.resource.hostile;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.scopekeeper.resource.hostile.Hostile.Elsewhere;
import io.github.scopekeeper.resource.support.DpopMaker;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Bound tokens with proofs that are none. */
final class OddProofs {

  private static final String[] CLAIMS = {"jti", "htm", "htu", "iat", "ath"};

  private final Random random;
  private final Letters letters;
  private final ECKey key;
  private final ECKey thief;
  private final String token;
  private final String url;

  OddProofs(Random random, TokenMaker good, String origin) throws JOSEException {
    this.random = random;
    this.letters = new Letters(random);
    this.key = new ECKeyGenerator(Curve.P_256).generate();
    this.thief = new ECKeyGenerator(Curve.P_256).generate();
    this.token = good.with("cnf", Map.of("jkt", key.computeThumbprint().toString())).sign();
    this.url = origin + Hostile.PATH;
  }

  /** A request that would be accepted. */
  Hostile good() {
    return dpop("good", DpopMaker.proof(key, Hostile.METHOD, url, token).sign());
  }

  List<Hostile> make(int each) {
    List<Hostile> all = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      DpopMaker proof = DpopMaker.proof(key, Hostile.METHOD, url, token);
      String claim = CLAIMS[random.nextInt(CLAIMS.length)];
      all.add(dpop("garbage as proof", letters.text(200)));
      all.add(dpop("proof without " + claim, proof.with(claim, null).sign()));
      all.add(dpop("proof, other " + claim, proof.with(claim, other(claim)).sign()));
      all.add(dpop("proof with another key", stolen().sign()));
      all.add(dpop("unsigned proof", proof.unsigned(random.nextBoolean() ? "none" : "ES256")));
      all.add(dpop("two proofs", proof.sign(), DpopMaker.proof(key, "GET", url, token).sign()));
      all.add(
          new Hostile("as bearer", List.of("Bearer " + token), proofs(proof), Elsewhere.NOWHERE));
    }
    all.add(dpop("no proof"));
    all.add(dpop("huge proof", "a".repeat(50_000)));
    return all;
  }

  private List<String> proofs(DpopMaker proof) {
    return random.nextBoolean() ? List.of() : List.of(proof.sign());
  }

  private Object other(String claim) {
    return claim.equals("jti") ? List.of(letters.odd()) : letters.odd() + "x";
  }

  private DpopMaker stolen() {
    DpopMaker proof = DpopMaker.proof(thief, Hostile.METHOD, url, token);
    return switch (random.nextInt(3)) {
      case 0 -> proof;
      case 1 -> proof.header("jwk", key.toPublicJWK().toJSONObject());
      default -> proof.header("jwk", Map.of("kty", letters.odd()));
    };
  }

  private Hostile dpop(String kind, String... proofs) {
    return new Hostile(kind, List.of("DPoP " + token), List.of(proofs), Elsewhere.NOWHERE);
  }
}
