package io.github.scopekeeper.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openid",
        "workouts:read:own",
        "patient/*.read",
        "https://api.example.com/auth/calendar.readonly",
        "User.Read",
        "!#[]~<script>"
      })
  void anyScopeTokenIsAName(String token) {
    assertThat(ScopeName.of(token).value()).isEqualTo(token);
    assertThat(ScopeName.parse(token)).contains(ScopeName.of(token));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`read write`|a space (at position 5)",
        "say\"hi\"|the character '\"' (at position 4)",
        "back\\slash|the character '\\' (at position 5)",
        "`tab\there`|U+0009 (at position 4)",
        "größe|U+00F6 (at position 3)"
      })
  void aBadNameIsRefusedWithTheOffendingCharacter(String token, String reason) {
    assertThatThrownBy(() -> ScopeName.of(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
    assertThat(ScopeName.parse(token)).isEmpty();
  }

  @Test
  void nothingAndTooMuchAreRefused() {
    assertThatThrownBy(() -> ScopeName.of("")).hasMessageContaining("at least one");
    assertThatThrownBy(() -> ScopeName.of("x".repeat(256))).hasMessageContaining("255");
    assertThat(ScopeName.parse(null)).isEmpty();
  }
}
