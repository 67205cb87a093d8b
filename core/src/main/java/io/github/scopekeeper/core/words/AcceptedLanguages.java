package io.github.scopekeeper.core.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The languages of an {@code Accept-Language} header (RFC 9110, 12.5.4), the preferred one first.
 * What is not a language is passed over: Java's own reader fails at some of it.
 */
public final class AcceptedLanguages {

  private static final int LONGEST = 500;

  private static final Pattern RANGE =
      Pattern.compile(
          "(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)"
              + "([ \\t]*;[ \\t]*[qQ][ \\t]*=[ \\t]*(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?))?");

  private AcceptedLanguages() {}

  /** Empty where no language can be read. */
  public static List<LanguageRange> of(String header) {
    if (header.length() > LONGEST) {
      return List.of();
    }
    String readable =
        Arrays.stream(header.split(","))
            .map(String::strip)
            .filter(range -> RANGE.matcher(range).matches())
            .map(range -> range.replaceAll("[ \\t]", ""))
            .collect(Collectors.joining(","));
    return readable.isEmpty() ? List.of() : LanguageRange.parse(readable);
  }
}
