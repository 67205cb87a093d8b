package io.github.scopekeeper.core.words;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts that an app writes and people read beside our own: one line, in which everything can be
 * seen and nothing reaches beyond it.
 */
public final class PlainText {

  /** Control characters, and those that break a line, turn its direction or cannot be seen. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}"
              + "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u200B\\u200E\\u200F"
              + "\\u202A-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB"
              + "\\x{E0000}-\\x{E007F}]+");

  /** More marks on a letter than any language has would cover the lines above and below. */
  private static final Pattern PILED_MARKS = Pattern.compile("(\\p{M}{3})\\p{M}+");

  private static final Pattern CHARACTER = Pattern.compile("\\X");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private PlainText() {}

  /** The text as one line; empty where there is nothing to see. */
  public static String of(String text) {
    String seen = UNSEEN.matcher(text).replaceAll(" ");
    String composed = Normalizer.normalize(seen, Normalizer.Form.NFC);
    String flat = PILED_MARKS.matcher(composed).replaceAll("$1");
    return BLANKS.matcher(flat).replaceAll(" ").strip();
  }

  /** The same, cut to so many UTF-16 units; what is cut ends in an ellipsis. */
  public static String of(String text, int max) {
    return cut(of(text), max);
  }

  /** Between two characters as people see them, so that no half of one is left. */
  private static String cut(String line, int max) {
    if (line.length() <= max) {
      return line;
    }
    Matcher characters = CHARACTER.matcher(line);
    int end = 0;
    while (characters.find() && characters.end() < max) {
      end = characters.end();
    }
    return line.substring(0, end).strip() + "…";
  }
}
