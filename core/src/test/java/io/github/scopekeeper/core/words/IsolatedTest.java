package io.github.scopekeeper.core.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IsolatedTest {

  @ParameterizedTest
  @CsvSource({
    "en, Fitness, false",
    "de-AT, Zw\u00F6lf & 3, false",
    "en, \u05DB\u05D5\u05E9\u05E8, true",
    "en, \u062A\u0637\u0628\u064A\u0642, true",
    "en, A \u05DB, true",
    "ar, Fitness, true",
    "ar-EG, 42, true",
    "he, Fitness, true",
    "ar, \u062A\u0637\u0628\u064A\u0642, false",
    "ar, \u062A A, true",
    "en, '!?', false"
  })
  void aNameIsMarkedWhereItsDirectionDiffers(String language, String name, boolean marked) {
    assertThat(Isolated.in(Locale.forLanguageTag(language), name))
        .isEqualTo(marked ? "\u2068" + name + "\u2069" : name);
  }
}
