package io.github.scopekeeper.resource.audit;

import io.github.scopekeeper.core.words.PlainText;
import java.util.Optional;

/** Texts of a record: many were written by whoever sent the request. */
final class AuditText {
  private static final int LONGEST_LOOK = 4;

  private AuditText() {}

  /** One line without anything unseen, of at most {@code max} UTF-16 units; empty if nothing is. */
  static Optional<String> bounded(String text, int max) {
    if (text.length() <= max && isPlain(text)) {
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
    String looked = text.substring(0, Math.min(text.length(), LONGEST_LOOK * max));
    String bounded = PlainText.of(looked, max);
    return bounded.isEmpty() ? Optional.empty() : Optional.of(bounded);
  }

  /** What {@link PlainText} would leave as it is, told without its expressions. */
  private static boolean isPlain(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c > 0x7E || (c == ' ' && before == ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }
}
