package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CompactJwsTest {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private static String jws(String part) {
    return "e30.e30." + part;
  }

  @Property(tries = 300)
  void whatAnEncoderWritesIsCanonical(@ForAll @Size(min = 1, max = 40) byte[] bytes) {
    assertThat(CompactJws.isCanonical(jws(Base64URL.encode(bytes).toString()))).isTrue();
  }

  @Property(tries = 300)
  void noOtherTextThatDecodesToTheSameBytesIs(
      @ForAll @Size(min = 1, max = 40) byte[] bytes, @ForAll long seed) {
    String text = Base64URL.encode(bytes).toString();
    Random random = new Random(seed);
    String odd = "=~+/ \n\u00e4\u0000*".charAt(random.nextInt(9)) + "";
    StringBuilder other = new StringBuilder(text);
    if (random.nextBoolean()) {
      other.insert(random.nextInt(text.length() + 1), odd);
    } else {
      other.setCharAt(text.length() - 1, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    if (!other.toString().equals(text) && new Base64URL(other.toString()).decode().length > 0) {
      boolean same = java.util.Arrays.equals(new Base64URL(other.toString()).decode(), bytes);
      assertThat(same && CompactJws.isCanonical(jws(other.toString()))).isFalse();
    }
  }

  @Test
  void thereAreThreePartsAndNoneIsEmpty() {
    for (String text :
        new String[] {"", ".", "..", "e30.e30.", ".e30.e30", "e30..e30", "e30.e30"}) {
      assertThat(CompactJws.isCanonical(text)).as(text).isFalse();
    }
    assertThat(CompactJws.isCanonical("e30.e30.e30.e30")).isFalse();
    assertThat(CompactJws.isCanonical("e30.e30.e3000")).as("no bytes have this length").isFalse();
    assertThat(CompactJws.isCanonical("e30.e30.e30")).isTrue();
  }

  @Test
  void aValidTokenHasOneText() {
    try (FakeRealm realm = FakeRealm.start();
        TokenCheck check = new TokenCheck(realm)) {
      String token = realm.token("workouts:read").sign();
      check.accepts(token);
      int middle = token.lastIndexOf('.') + 20;
      for (String ignored : new String[] {"~", "~~~~", "=", "==", "/", "+"}) {
        isInvalid(check, token + ignored);
        isInvalid(check, token.substring(0, middle) + ignored + token.substring(middle));
      }
      char last = token.charAt(token.length() - 1);
      char other = ALPHABET.charAt(ALPHABET.indexOf(last) ^ 1);
      isInvalid(check, token.substring(0, token.length() - 1) + other);
      check.accepts(token);
    }
  }

  private static void isInvalid(TokenCheck check, String token) {
    assertThat(check.refuses(token)).as(token).isInstanceOf(TokenProblem.Invalid.class);
  }
}
