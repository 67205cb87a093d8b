package io.github.scopekeeper.core.consent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppWordsTest {

  @Test
  void nothingSaidIsNothing() {
    assertThat(AppWords.of(null, " \t\n").isEmpty()).isTrue();
  }

  @Test
  void aLineStaysOneLine() {
    assertThat(feature("Log\r\n your\u2028workout\u0000\u0085\u009B!"))
        .isEqualTo("Log your workout !");
  }

  @Test
  void nothingTurnsTheDirectionOfTheText() {
    assertThat(feature("a\u202Eb\u2066c\u200Fd\u061Ce")).isEqualTo("a b c d e");
  }

  @Test
  void nothingIsHidden() {
    assertThat(feature("a\u200Bb\uFEFFc\uDB40\uDC41d")).isEqualTo("a b c d");
  }

  @Test
  void whatCannotBeSeenIsNothing() {
    assertThat(AppWords.of("\u3164\u115F\u2800\u034F", null).isEmpty()).isTrue();
  }

  @Test
  void noMarksArePiledUp() {
    assertThat(feature("x" + "\u0335".repeat(60) + "y")).isEqualTo("x\u0335\u0335\u0335y");
  }

  @Test
  void whatPeopleWriteStays() {
    String text = "Trainingsplan für Zoë & Söhne <b> 👩‍👩‍👧 می‌خواهم";
    assertThat(feature(text)).isEqualTo(text);
  }

  @Test
  void longTextsAreCut() {
    assertThat(feature("x".repeat(81))).hasSize(80).endsWith("x…");
    assertThat(feature("x".repeat(80))).hasSize(80).endsWith("xx");
    assertThat(AppWords.of(null, "y".repeat(300)).reason().orElseThrow()).hasSize(200);
  }

  @Test
  void noCharacterIsCutInHalf() {
    String cut = feature("x".repeat(77) + "👩‍👩‍👧 and more");
    assertThat(cut).isEqualTo("x".repeat(77) + "…");
  }

  private static String feature(String text) {
    return AppWords.of(text, null).feature().orElseThrow();
  }
}
