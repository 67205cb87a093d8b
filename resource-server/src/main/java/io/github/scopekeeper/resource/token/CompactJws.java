package io.github.scopekeeper.resource.token;

/**
 * The text of a signed JWT (RFC 7515, sections 2 and 3.1): three parts in base64url, each written
 * in the one way that its bytes have. Decoders let more pass, and a signature could be written in
 * thousands of ways.
 */
final class CompactJws {

  private static final int PARTS = 3;
  private static final int CHARACTERS_A_GROUP = 4;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final int[] VALUES = values();

  private CompactJws() {}

  private static int[] values() {
    int[] values = new int[128];
    for (int c = 0; c < values.length; c++) {
      values[c] = ALPHABET.indexOf(c);
    }
    return values;
  }

  static boolean isCanonical(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == PARTS
        && isCanonicalPart(parts[0])
        && isCanonicalPart(parts[1])
        && isCanonicalPart(parts[2]);
  }

  private static boolean isCanonicalPart(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c >= VALUES.length || VALUES[c] < 0) {
        return false;
      }
    }
    return !part.isEmpty() && unusedBits(part) == 0;
  }

  /** The bits of the last character that stand for no byte; where there can be none, not zero. */
  private static int unusedBits(String part) {
    int last = VALUES[part.charAt(part.length() - 1)];
    return switch (part.length() % CHARACTERS_A_GROUP) {
      case 0 -> 0;
      case 2 -> last & 0b1111;
      case 3 -> last & 0b11;
      default -> -1;
    };
  }
}
