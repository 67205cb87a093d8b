package io.github.scopekeeper.resource.hostile;

import java.util.Random;

/** Text and JSON that nobody asked for. */
final class Letters {

  private static final String[] ODD = {
    "",
    " ",
    "\t",
    "\"",
    "\\",
    "\\\"",
    "'",
    ",",
    ";",
    "=",
    ".",
    "..",
    "<script>",
    "%00",
    "\u0000",
    "\u0007",
    "\u001b[31m",
    "\u007f",
    "\u00e4\u00f6\u00fc",
    "\u0131",
    "\u202e",
    "\ufeff",
    "\ud83d\ude00",
    "\ud800",
    "null",
    "\r\nX-Evil: 1",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "' OR 1=1 --",
    "../../etc/passwd",
    "-1",
    "1e999"
  };

  private final Random random;

  Letters(Random random) {
    this.random = random;
  }

  String odd() {
    return ODD[random.nextInt(ODD.length)];
  }

  String text(int longest) {
    int length = random.nextInt(longest + 1);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(random.nextInt(4) == 0 ? odd() : Character.toString(letter()));
    }
    return text.toString();
  }

  private int letter() {
    return random.nextBoolean() ? 0x20 + random.nextInt(0x5f) : random.nextInt(0x500);
  }

  /** The characters of a token, not the sense of one. */
  String tokenLike(int longest) {
    String letters = "ABCabcxyz0189-_.~+/=";
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(longest);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  /** A JSON value of any type but text. */
  String notText() {
    return switch (random.nextInt(7)) {
      case 0 -> "true";
      case 1 -> "{}";
      case 2 -> "[[]]";
      case 3 -> "{\"a\":{\"b\":[%s]}}".formatted(quoted(text(10)));
      case 4 -> "[".repeat(50) + "]".repeat(50);
      case 5 -> "[1,2,3]";
      default -> "{\"\":null}";
    };
  }

  /** A JSON number that is no time of ours. */
  String number() {
    String[] numbers = {
      "0", "-1", "-0.0", "1e-300", "-9223372036854775808", "-1e308", "1", "1000", "1.5"
    };
    return numbers[random.nextInt(numbers.length)];
  }

  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      json.append(
          c == '"' || c == '\\' || c < 0x20 || Character.isSurrogate(c)
              ? "\\u%04x".formatted((int) c)
              : String.valueOf(c));
    }
    return json.append('"').toString();
  }
}
