package io.github.scopekeeper.resource.hostile;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tokens that the realm signed and should not have: each claim missing, wrong or huge. */
final class OddClaims {

  private static final String[] NEEDED = {"iss", "aud", "exp", "typ", "scope", "auth_time"};
  private static final String[] TEXTS = {
    "iss", "aud", "typ", "scope", "sub", "client_id", "acr", "jti"
  };
  private static final String[] TIMES = {"exp", "nbf", "iat", "auth_time"};

  private final Random random;
  private final Letters letters;
  private final TokenMaker good;

  OddClaims(Random random, TokenMaker good) {
    this.random = random;
    this.letters = new Letters(random);
    this.good = good;
  }

  List<Hostile> make(int each) {
    List<Hostile> all = new ArrayList<>();
    for (String claim : NEEDED) {
      all.add(Hostile.bearer("without " + claim, good.without(claim).sign()));
      all.add(said("null", claim, "null"));
    }
    for (int i = 0; i < each; i++) {
      all.add(wrongType());
      all.add(wrongTime());
      all.add(wrongText());
      all.add(huge());
      all.add(manyScopes());
      all.add(bound());
      all.add(twice());
    }
    return all;
  }

  private Hostile said(String kind, String claim, String json) {
    return Hostile.bearer(kind + " " + claim, good.sign(with(claim, json)));
  }

  /** The claims as text, with this one said as it stands. */
  private String with(String claim, String json) {
    String rest = JSONObjectUtils.toJSONString(good.without(claim).claims());
    return "{\"%s\":%s,%s".formatted(claim, json, rest.substring(1));
  }

  private Hostile wrongType() {
    if (random.nextBoolean()) {
      return said("wrong type", TEXTS[random.nextInt(TEXTS.length)], letters.notText());
    }
    String time = TIMES[random.nextInt(TIMES.length)];
    return said("wrong type", time, random.nextBoolean() ? letters.notText() : "\"soon\"");
  }

  private Hostile wrongTime() {
    String time = random.nextBoolean() ? "exp" : "auth_time";
    return said("wrong time", time, letters.number());
  }

  private Hostile wrongText() {
    String claim = TEXTS[random.nextInt(4)];
    return said("wrong text", claim, Letters.quoted(letters.text(300)));
  }

  private Hostile huge() {
    String claim = TEXTS[random.nextInt(4)];
    String text = "x".repeat(1_000 + random.nextInt(9_000));
    return random.nextBoolean()
        ? said("huge", claim, "\"" + text + "\"")
        : said("deep", claim, "[".repeat(4_000) + "]".repeat(4_000));
  }

  private Hostile manyScopes() {
    String scopes =
        IntStream.range(0, 100 + random.nextInt(1_000))
            .mapToObj(i -> random.nextInt(20) == 0 ? letters.text(5) : "account:delete" + i)
            .collect(Collectors.joining(random.nextBoolean() ? " " : "  "));
    return said("thousands of scopes", "scope", Letters.quoted(scopes));
  }

  /** Bound to something, and sent without proof. */
  private Hostile bound() {
    String[] members = {"jkt", "x5t#S256", "jwk", "kid", "jku", "", "JKT"};
    String member = members[random.nextInt(members.length)];
    String value = random.nextBoolean() ? Letters.quoted(letters.text(40)) : letters.notText();
    return said("bound", "cnf", "{\"%s\":%s}".formatted(member, value));
  }

  /** A name that is said twice is not read as one likes. */
  private Hostile twice() {
    String claim = NEEDED[random.nextInt(NEEDED.length)];
    String both = with(claim, Letters.quoted(letters.text(20)));
    String payload =
        JSONObjectUtils.toJSONString(good.claims()).replaceFirst("}$", "")
            + ","
            + both.substring(1);
    return Hostile.bearer("said twice: " + claim, good.sign(payload));
  }
}
