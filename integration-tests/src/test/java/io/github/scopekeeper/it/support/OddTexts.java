package io.github.scopekeeper.it.support;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that no well-behaved client sends, the same in every run. */
public final class OddTexts {
  private static final List<String> PIECES =
      List.of(
          "-",
          "*",
          ",",
          ";",
          "=",
          ";q=",
          ";q=NaN",
          ";q=-1",
          "q=1e999",
          "en",
          "de-",
          "-x",
          "x-",
          "i-",
          "und",
          "en-US-u-ca-",
          "zh-Hant",
          "a",
          "\"",
          "'",
          "`",
          "\\",
          "/",
          "../",
          "%2f",
          "%",
          "%zz",
          "%00",
          "%ED%A0%80",
          "%FF",
          "%0d%0aX-Odd:%20y",
          "%u0041",
          "+",
          "&",
          "?",
          "#",
          "{",
          "}",
          "{0}",
          "${",
          "${jndi:ldap://x}",
          "[",
          "]",
          "<",
          ">",
          "|",
          "^",
          "~",
          "\t",
          " ",
          "é",
          "\u202E",
          "\u2028",
          "\uD83D\uDE00",
          "openid",
          "profile:read",
          ":",
          "@",
          "W/",
          "0",
          "-1",
          "99999999999999999999",
          "true",
          "null",
          "Bearer",
          "DPoP",
          "Basic",
          ".",
          "e30",
          "a.b.c");

  private final Random random;

  public OddTexts(long seed) {
    random = new Random(seed);
  }

  /** For where the server decodes nothing, such as a header. */
  public List<String> raw(int number) {
    List<String> texts = new ArrayList<>(PIECES);
    texts.add("");
    texts.add("-".repeat(3_000));
    texts.add("en-US,".repeat(900));
    while (texts.size() < number) {
      texts.add(pieces().collect(Collectors.joining()));
    }
    return texts.subList(0, number);
  }

  /** For addresses and forms: broken as they are, or decently encoded. */
  public List<String> encoded(int number) {
    return raw(number).stream()
        .map(text -> random.nextBoolean() ? encode(text) : brokenButOfOneWord(text))
        .toList();
  }

  private Stream<String> pieces() {
    return random.ints(1 + random.nextInt(5), 0, PIECES.size()).mapToObj(PIECES::get);
  }

  private String encode(String text) {
    String nul = random.nextInt(4) == 0 ? "%00" : "";
    return URLEncoder.encode(text, StandardCharsets.UTF_8) + nul;
  }

  private static String brokenButOfOneWord(String text) {
    return text.replaceAll("[\\s&#]", "%20");
  }
}
