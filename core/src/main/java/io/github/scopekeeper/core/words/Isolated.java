package io.github.scopekeeper.core.words;

import java.util.Locale;
import java.util.Set;

/** A name within a sentence of ours whose direction is not the sentence's. */
public final class Isolated {

  private static final Set<String> RIGHT_TO_LEFT =
      Set.of("ar", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi");

  private static final char FIRST_STRONG_ISOLATE = '\u2068';
  private static final char POP_ISOLATE = '\u2069';

  private Isolated() {}

  /** The name between marks that keep its direction to itself; as it is where it needs none. */
  public static String in(Locale sentence, String name) {
    boolean rightToLeft = RIGHT_TO_LEFT.contains(sentence.getLanguage());
    return name.codePoints().anyMatch(point -> isForeign(point, rightToLeft))
        ? FIRST_STRONG_ISOLATE + name + POP_ISOLATE
        : name;
  }

  private static boolean isForeign(int point, boolean rightToLeft) {
    return switch (Character.getDirectionality(point)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT, Character.DIRECTIONALITY_EUROPEAN_NUMBER ->
          rightToLeft;
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
          Character.DIRECTIONALITY_ARABIC_NUMBER ->
          !rightToLeft;
      default -> false;
    };
  }
}
