package io.github.scopekeeper.demo.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChallengeTest {

  @Test
  void itNamesEveryScopeThatIsNeeded() {
    var challenge =
        parse(
            "Bearer error=\"insufficient_scope\", error_description=\"no\","
                + " scope=\"workouts:write appointments:manage\","
                + " resource_metadata=\"http://localhost/x\"");

    assertThat(challenge.isOfScope()).isTrue();
    assertThat(challenge.isOfLogin()).isFalse();
    assertThat(challenge.scope())
        .containsExactlyInAnyOrder("workouts:write", "appointments:manage");
  }

  @Test
  void itSaysHowOldALoginMayBe() {
    for (var age : new String[] {"max_age=\"300\"", "max_age=300"}) {
      var challenge =
          parse(
              "Bearer error=\"insufficient_user_authentication\", %s, scope=\"a:b\""
                  .formatted(age));

      assertThat(challenge.maxAge()).contains(Duration.ofMinutes(5));
      assertThat(challenge.scope()).containsExactly("a:b");
    }
  }

  @Test
  void aLoginWithoutAnAgeHasToBeNew() {
    assertThat(parse("Bearer error=\"insufficient_user_authentication\"").maxAge())
        .contains(Duration.ZERO);
  }

  @Test
  void anAgeOfWhateverElseIsNone() {
    assertThat(parse("Bearer error=\"insufficient_scope\", scope=\"a\", max_age=\"1\"").maxAge())
        .isEmpty();
  }

  @Test
  void aBadTokenIsNoMatterOfScopes() {
    assertThat(parse("Bearer error=\"invalid_token\", scope=\"a\"").isOfToken()).isTrue();
    assertThat(parse("Bearer realm=\"x\"").isOfToken()).isTrue();
  }

  @Test
  void anotherSchemeIsNoChallengeForThisApp() {
    assertThat(Challenge.parse("Basic realm=\"x\"")).isEmpty();
    assertThat(Challenge.parse("")).isEmpty();
  }

  private static Challenge parse(String header) {
    return Challenge.parse(header).orElseThrow();
  }
}
