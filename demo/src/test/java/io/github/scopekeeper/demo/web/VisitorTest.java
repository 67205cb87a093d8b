package io.github.scopekeeper.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.Identity;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitorTest {

  private final Visitor visitor = new Visitor();

  @Test
  void aRefusalTakesAwayNothingElse() {
    visitor.accept(granted(Feature.LOG_WORKOUT, "alice"));
    visitor.accept(refused(Feature.DELETE_WORKOUTS));

    assertThat(visitor.allowed()).containsExactly(Feature.LOG_WORKOUT);
    assertThat(visitor.workouts()).hasSize(1);
  }

  @Test
  void aPermissionRefusedTheSecondTimeIsGone() {
    visitor.accept(granted(Feature.LOG_WORKOUT, "alice"));
    visitor.accept(refused(Feature.LOG_WORKOUT));

    assertThat(visitor.allowed()).isEmpty();
  }

  @Test
  void theNameStaysWhenALaterTokenHasNone() {
    visitor.accept(granted(Feature.SIGN_IN, "alice", Optional.of("Alice")));
    visitor.accept(granted(Feature.LOG_WORKOUT, "alice"));

    assertThat(visitor.identity().flatMap(Identity::name)).contains("Alice");
  }

  @Test
  void anotherPersonFindsNothingOfTheFirst() {
    visitor.accept(granted(Feature.SIGN_IN, "alice", Optional.of("Alice")));
    visitor.accept(granted(Feature.LOG_WORKOUT, "alice"));
    visitor.accept(granted(Feature.SIGN_IN, "bob"));

    assertThat(visitor.allowed()).containsExactly(Feature.SIGN_IN);
    assertThat(visitor.workouts()).isEmpty();
    assertThat(visitor.identity().flatMap(Identity::name)).isEmpty();
  }

  @Test
  void thePageEscapesWhatComesFromElsewhere() {
    visitor.accept(granted(Feature.SIGN_IN, "alice", Optional.of("<b>Alice</b>")));
    visitor.accept(new Answer.Refusal(Feature.LOG_WORKOUT, "access_denied", "<script>x</script>"));

    assertThat(new Pages().home(HomePage.of(visitor)))
        .contains("&lt;b&gt;Alice&lt;/b&gt;", "access_denied: &lt;script&gt;")
        .doesNotContain("<script>", "<b>");
  }

  private static Answer granted(Feature feature, String subject) {
    return granted(feature, subject, Optional.empty());
  }

  private static Answer granted(Feature feature, String subject, Optional<String> name) {
    return new Answer.Tokens(feature, feature.scopes(), "", new Identity(subject, name, ""));
  }

  private static Answer refused(Feature feature) {
    return new Answer.Tokens(
        feature, Set.of("openid"), "", new Identity("alice", Optional.empty(), ""));
  }
}
