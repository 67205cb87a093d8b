package io.github.scopekeeper.resource.hostile;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

/** Tokens that nobody signed, others signed, or that bring what they are to be checked with. */
final class OddSignatures {

  private static final String[] ALGORITHMS = {
    "none",
    "None",
    "nOnE",
    "",
    "HS256",
    "HS512",
    "RS256",
    "ES256",
    "ES256K",
    "EdDSA",
    "PS999",
    "RSA-OAEP",
    "dir",
    "A128KW"
  };

  private static final String BOMB = bomb();

  private final Random random;
  private final Letters letters;
  private final TokenMaker good;
  private final TokenMaker foreign;
  private final ECKey thief;

  OddSignatures(Random random, TokenMaker good) throws JOSEException {
    this.random = random;
    this.letters = new Letters(random);
    this.good = good;
    this.thief = new ECKeyGenerator(Curve.P_256).keyID("thief").generate();
    this.foreign = good.key(thief, JWSAlgorithm.ES256);
  }

  List<Hostile> make(int each) {
    List<Hostile> all = new ArrayList<>();
    for (String algorithm : ALGORITHMS) {
      all.add(Hostile.bearer("unsigned " + algorithm, good.unsigned(algorithm)));
      all.add(Hostile.bearer("said " + algorithm, good.header("alg", algorithm + "x").sign()));
    }
    for (int i = 0; i < each; i++) {
      all.add(Hostile.bearer("key confusion", confused()));
      all.add(Hostile.bearer("foreign key", foreignKey()));
      all.add(Hostile.bearer("brings its key", bringsItsKey()));
      all.add(Hostile.bearer("odd header", oddHeader()));
      all.add(Hostile.bearer("critical", critical()));
      all.add(Hostile.bearer("no object", good.sign(noObject())));
      all.add(Hostile.bearer("encrypted", encrypted()));
      all.add(Hostile.headers("JSON serialization", "Bearer " + serialized()));
    }
    return all;
  }

  private String confused() {
    return good.with("jti", letters.tokenLike(20)).signedWithPublicKey();
  }

  private String foreignKey() {
    TokenMaker other = random.nextBoolean() ? foreign.kid(good.kid()) : foreign;
    return other.kid(random.nextInt(3) == 0 ? letters.text(50) : "thief").sign();
  }

  private String bringsItsKey() {
    TokenMaker named = random.nextBoolean() ? foreign.kid(good.kid()) : foreign;
    return switch (random.nextInt(4)) {
      case 0 -> named.header("jwk", thief.toPublicJWK().toJSONObject()).sign();
      case 1 -> named.header("jku", "http://127.0.0.1:9/" + letters.tokenLike(10)).sign();
      case 2 -> named.header("x5u", "http://127.0.0.1:9/" + letters.tokenLike(10)).sign();
      default -> named.header("x5c", List.of(letters.tokenLike(40))).sign();
    };
  }

  private String oddHeader() {
    String value = random.nextBoolean() ? letters.notText() : Letters.quoted(letters.odd() + "x");
    String header =
        switch (random.nextInt(3)) {
          case 0 -> "{\"alg\":%s}".formatted(value);
          case 1 -> "{\"alg\":\"ES256\",\"typ\":%s}".formatted(value);
          default -> value;
        };
    return good.sign(header, JSONObjectUtils.toJSONString(good.claims()));
  }

  private String critical() {
    return switch (random.nextInt(3)) {
      case 0 -> good.header("crit", List.of("b64")).header("b64", false).sign();
      case 1 -> good.header("crit", List.of(letters.tokenLike(5))).sign();
      default -> good.header("crit", List.of("exp", "alg")).sign();
    };
  }

  private String noObject() {
    String[] payloads = {
      "", "null", "[]", "5", "{", "{}}", "[".repeat(3_000), "{\"a\":".repeat(900)
    };
    return random.nextBoolean() ? letters.text(200) : payloads[random.nextInt(payloads.length)];
  }

  /** Five parts; the fourth unpacks to a thousand times its size. */
  private String encrypted() {
    String header = "{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"zip\":\"DEF\",\"kid\":\"%s\"}";
    String key = random.nextBoolean() ? "" : letters.tokenLike(20).replace(".", "");
    return String.join(
        ".",
        Base64URL.encode(header.formatted(good.kid())).toString(),
        key,
        "AAAAAAAAAAAAAAAA",
        BOMB,
        "AAAAAAAAAAAAAAAAAAAAAA");
  }

  private static String bomb() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(new byte[1_000_000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64URL.encode(packed.toByteArray()).toString();
  }

  /** RFC 7515, section 7.2: of no use in a header. */
  private String serialized() {
    String[] parts = good.sign().split("\\.");
    String json =
        random.nextBoolean()
            ? "{\"payload\":\"%2$s\",\"protected\":\"%1$s\",\"signature\":\"%3$s\"}"
            : "{\"payload\":\"%2$s\",\"signatures\":[{\"protected\":\"%1$s\",\"signature\":\"%3$s\"}]}";
    String text = json.formatted((Object[]) parts);
    return random.nextBoolean()
        ? text
        : Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
