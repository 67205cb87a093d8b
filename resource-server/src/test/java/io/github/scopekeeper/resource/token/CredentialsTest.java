package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

  private static TokenProblem problem(String... headers) {
    return catchThrowableOfType(TokenException.class, () -> Credentials.of(List.of(headers)))
        .problem();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer abc",
        "bearer abc",
        "BEARER abc",
        "bEaReR   abc",
        "Bearer abc ",
        " Bearer abc"
      })
  void theSchemeMayBeInAnyCase(String header) throws TokenException {
    assertThat(Credentials.of(List.of(header))).isEqualTo(new Credentials("abc", false));
  }

  @Test
  void boundTokensHaveASchemeOfTheirOwn() throws TokenException {
    assertThat(Credentials.of(List.of("dPoP abc"))).isEqualTo(new Credentials("abc", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Basic YWxpY2U6cHc=",
        "abc",
        "Bearerabc",
        "Bearer-abc",
        "Bearer\tabc",
        "Negotiate x",
        "\"Bearer\" abc",
        "Token abc"
      })
  void withoutASchemeOfOursThereIsNoToken(String header) {
    assertThat(problem(header)).isInstanceOf(TokenProblem.Missing.class);
  }

  @Test
  void noHeaderIsNoToken() {
    assertThat(problem()).isInstanceOf(TokenProblem.Missing.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer", "Bearer ", "Bearer a b", "Bearer a,b", "Bearer a, Bearer b", "Bearer \"abc\"",
        "Bearer a\tb", "Bearer a\u0000b", "Bearer a\r\nX: y", "Bearer \u00e4", "Bearer =",
            "Bearer a=b",
        "Bearer \u0430bc", "Bearer token=abc", "DPoP", "DPoP a;b"
      })
  void aTokenHasTheCharactersOfTokens(String header) {
    assertThat(problem(header)).isInstanceOf(TokenProblem.Invalid.class);
  }

  @Test
  void twoHeadersAreNoWayToSendTwoTokens() {
    assertThat(problem("Bearer abc", "Bearer abc")).isInstanceOf(TokenProblem.Malformed.class);
    assertThat(problem("Bearer abc", "Basic x")).isInstanceOf(TokenProblem.Malformed.class);
  }

  @Test
  void aTokenHasAnEnd() throws TokenException {
    String longest = "a".repeat(Credentials.LONGEST_TOKEN);
    assertThat(Credentials.of(List.of("Bearer " + longest)).token()).isEqualTo(longest);
    assertThat(problem("Bearer a" + longest)).isInstanceOf(TokenProblem.Invalid.class);
  }

  @Test
  void aTokenStandsInNoLog() throws TokenException {
    assertThat(Credentials.of(List.of("Bearer secret")).toString()).doesNotContain("secret");
  }
}
