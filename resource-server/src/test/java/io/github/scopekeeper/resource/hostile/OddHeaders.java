package io.github.scopekeeper.resource.hostile;

import io.github.scopekeeper.resource.hostile.Hostile.Elsewhere;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Headers that are garbled, several schemes, and good tokens where none is read. */
final class OddHeaders {

  private static final String[] SCHEMES = {
    "Bearer",
    "bearer",
    "DPoP",
    "Basic",
    "Digest",
    "Negotiate",
    "Token",
    "Bearer,",
    "\"Bearer\"",
    "Bear",
    ""
  };

  private final Random random;
  private final Letters letters;
  private final String good;

  /**
   * @param good a token that would be accepted
   */
  OddHeaders(Random random, String good) {
    this.random = random;
    this.letters = new Letters(random);
    this.good = good;
  }

  List<Hostile> make(int each) {
    List<Hostile> all = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      all.add(Hostile.headers("garbled header", letters.text(60)));
      all.add(Hostile.headers("garbled token", scheme() + " " + letters.text(200)));
      all.add(Hostile.bearer("no token", letters.tokenLike(1_000)));
      all.add(Hostile.bearer("broken token", broken()));
      all.add(Hostile.headers("several schemes", several()));
      all.add(Hostile.headers("two headers", twoHeaders()));
      all.add(elsewhere());
    }
    all.add(Hostile.bearer("too long", "a".repeat(20_000)));
    all.add(Hostile.bearer("too long", good + ".".repeat(20_000)));
    all.add(Hostile.bearer("good scheme, long blank", " ".repeat(5_000)));
    return all;
  }

  private String scheme() {
    return SCHEMES[random.nextInt(SCHEMES.length)];
  }

  /** One character less, one more, one changed, or two parts in each other's place. */
  private String broken() {
    int at = random.nextInt(good.length() - 30);
    String[] parts = good.split("\\.");
    return switch (random.nextInt(5)) {
      case 0 -> good.substring(0, at) + good.substring(at + 1);
      case 1 -> good.substring(0, at) + "x" + good.substring(at);
      case 2 -> good.substring(0, at);
      case 3 -> parts[1] + "." + parts[0] + "." + parts[2];
      default -> {
        char other = good.charAt(at) == 'A' ? 'B' : 'A';
        yield good.substring(0, at) + other + good.substring(at + 1);
      }
    };
  }

  private String several() {
    return switch (random.nextInt(4)) {
      case 0 -> "Basic YTpi, Bearer " + good;
      case 1 -> "Bearer " + good + ", Bearer " + good;
      case 2 -> "Bearer " + good + " " + letters.tokenLike(10);
      default -> "Basic Bearer " + good;
    };
  }

  private String[] twoHeaders() {
    String[] two = {"Bearer " + good, scheme() + " " + letters.tokenLike(10)};
    return random.nextBoolean() ? two : new String[] {two[1], two[0]};
  }

  private Hostile elsewhere() {
    Elsewhere elsewhere =
        switch (random.nextInt(6)) {
          case 0 -> new Elsewhere("?access_token=" + good, List.of());
          case 1 -> new Elsewhere("?Authorization=Bearer%20" + good, List.of());
          case 2 -> new Elsewhere("", List.of("Cookie: access_token=" + good));
          case 3 -> new Elsewhere("", List.of("Proxy-Authorization: Bearer " + good));
          case 4 -> new Elsewhere("", List.of("X-Authorization: Bearer " + good));
          default -> new Elsewhere("", List.of("X-Forwarded-Access-Token: " + good));
        };
    return new Hostile("token in the wrong place", List.of(), List.of(), elsewhere);
  }
}
