package io.github.scopekeeper.core.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Locale.LanguageRange;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AcceptedLanguagesTest {

  @Example
  void areInTheOrderOfTheirWeights() {
    assertThat(ranges("fr;q=0.5, de-AT, en ; q=0.8, *;q=0.1"))
        .containsSubsequence("de-at", "en", "fr", "*");
  }

  @Example
  void areReadBesideWhatIsNone() {
    assertThat(ranges("-, de;q=0.7, --, en;q=x, ;, *-*, 1, en;q=2, en;q=-1")).containsExactly("de");
  }

  @Example
  void areNoneInAHeaderThatIsTooLong() {
    assertThat(ranges("de,".repeat(200))).isEmpty();
  }

  @Property
  void canBeAskedForInAnyHeader(@ForAll("headers") String header) {
    assertThatCode(() -> AcceptedLanguages.of(header)).doesNotThrowAnyException();
  }

  @Property
  void canBeAskedForInAnyText(@ForAll String header) {
    assertThatCode(() -> AcceptedLanguages.of(header)).doesNotThrowAnyException();
  }

  @Provide
  Arbitrary<String> headers() {
    return Arbitraries.of(
            "-",
            "*",
            ",",
            ";",
            "q=",
            ";q=",
            "0",
            "1",
            ".",
            " ",
            "\t",
            "en",
            "x",
            "i",
            "zh",
            "cmn",
            "hans",
            "12345678",
            "abcdefghi")
        .list()
        .ofMaxSize(12)
        .map(pieces -> String.join("", pieces));
  }

  private static List<String> ranges(String header) {
    return AcceptedLanguages.of(header).stream().map(LanguageRange::getRange).toList();
  }
}
