package io.github.scopekeeper.demo.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import io.github.scopekeeper.demo.Feature;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Identity ALICE = new Identity("1", Optional.of("Alice"), "");

  @Test
  void aTokenWithTheScopeAllowsTheFeature() {
    assertThat(tokens("openid", "workouts:write", "workouts:read").allowed()).isTrue();
  }

  @Test
  void aTokenWithoutTheScopeIsAnOrdinaryRefusal() {
    var answer = tokens("openid", "workouts:read");

    assertThat(answer.allowed()).isFalse();
    assertThat(answer.missing()).containsExactly("workouts:write");
  }

  @Test
  void anAnswerWithoutScopeGrantsWhatWasAskedFor() {
    assertThat(TokenEndpoint.effectiveScope(null, Set.of("openid", "workouts:write")))
        .containsExactlyInAnyOrder("openid", "workouts:write");
  }

  @Test
  void anEmptyScopeGrantsNothing() {
    assertThat(TokenEndpoint.effectiveScope(new Scope(), Set.of("openid"))).isEmpty();
  }

  @Test
  void accessDeniedIsTheUsersNo() {
    assertThat(TokenEndpoint.refusal(Feature.SIGN_IN, OAuth2Error.ACCESS_DENIED).deniedByUser())
        .isTrue();
    assertThat(TokenEndpoint.refusal(Feature.SIGN_IN, OAuth2Error.INVALID_SCOPE).deniedByUser())
        .isFalse();
  }

  private static Answer.Tokens tokens(String... scope) {
    return new Answer.Tokens(
        Feature.LOG_WORKOUT,
        Set.of("workouts:write"),
        Set.of("openid", "workouts:write"),
        new SignedIn(ALICE, Set.of(scope), "", Optional.empty()));
  }
}
