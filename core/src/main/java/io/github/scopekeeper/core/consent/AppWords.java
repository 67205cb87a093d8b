package io.github.scopekeeper.core.consent;

import io.github.scopekeeper.core.words.PlainText;
import java.util.Optional;

/**
 * What an app says of its request. Its words, not ours: plain text of one line, for people to read
 * as a quotation.
 *
 * @param feature what the user wanted to do; at most {@value #MAX_FEATURE} characters
 * @param reason why the app asks; at most {@value #MAX_REASON} characters
 */
public record AppWords(Optional<String> feature, Optional<String> reason) {

  public static final int MAX_FEATURE = 80;
  public static final int MAX_REASON = 200;

  public static final AppWords NONE = new AppWords(Optional.empty(), Optional.empty());

  public AppWords {
    feature = feature.flatMap(text -> plain(text, MAX_FEATURE));
    reason = reason.flatMap(text -> plain(text, MAX_REASON));
  }

  /**
   * @param feature hostile text, or null
   * @param reason hostile text, or null
   */
  public static AppWords of(String feature, String reason) {
    return new AppWords(Optional.ofNullable(feature), Optional.ofNullable(reason));
  }

  public boolean isEmpty() {
    return feature.isEmpty() && reason.isEmpty();
  }

  private static Optional<String> plain(String text, int max) {
    return Optional.of(PlainText.of(text, max)).filter(plain -> !plain.isEmpty());
  }
}
