package io.github.scopekeeper.demo.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.oidc.Answer;
import io.github.scopekeeper.demo.oidc.Identity;
import io.github.scopekeeper.demo.oidc.SignedIn;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitorTest {

  private static final URI PERMISSIONS = URI.create("http://localhost:1/scope-permissions");

  private final Visitor visitor = new Visitor();

  @Test
  void aRefusalTakesAwayNothing() {
    visitor.accept(tokens(Feature.LOG_WORKOUT, "alice", "openid", "workouts:write"));
    visitor.accept(new Answer.Refusal(Feature.DELETE_WORKOUTS, "access_denied", ""));

    assertThat(visitor.scope()).contains("workouts:write");
  }

  @Test
  void theTokenAtHandSaysWhatIsAllowed() {
    visitor.accept(tokens(Feature.LOG_WORKOUT, "alice", "openid", "workouts:write"));
    visitor.accept(tokens(Feature.LOG_WORKOUT, "alice", "openid"));

    assertThat(visitor.scope()).containsExactly("openid");
    assertThat(visitor.scopeBefore()).contains("workouts:write");
  }

  @Test
  void theNameStaysWhenALaterTokenHasNone() {
    visitor.accept(tokens(Feature.SIGN_IN, new Identity("alice", Optional.of("Alice"), "")));
    visitor.accept(tokens(Feature.LOG_WORKOUT, "alice", "openid"));

    assertThat(visitor.identity().flatMap(Identity::name)).contains("Alice");
  }

  @Test
  void anotherPersonFindsNothingOfTheFirst() {
    visitor.accept(tokens(Feature.LOG_WORKOUT, "alice", "openid", "workouts:write"));
    visitor.accept(tokens(Feature.SIGN_IN, "bob", "openid"));

    assertThat(visitor.scope()).containsExactly("openid");
    assertThat(visitor.scopeBefore()).isEmpty();
    assertThat(visitor.identity().flatMap(Identity::name)).isEmpty();
  }

  @Test
  void anEndedSignInLeavesNoToken() {
    visitor.accept(tokens(Feature.SIGN_IN, "alice", "openid"));
    visitor.end();

    assertThat(visitor.signedIn()).isEmpty();
    assertThat(visitor.ended()).isTrue();
  }

  @Test
  void thePageEscapesWhatComesFromElsewhere() {
    visitor.accept(tokens(Feature.SIGN_IN, new Identity("alice", Optional.of("<b>Alice</b>"), "")));
    visitor.accept(new Answer.Refusal(Feature.LOG_WORKOUT, "access_denied", "<script>x</script>"));

    assertThat(new Pages().home(HomePage.of(visitor, Optional.empty(), PERMISSIONS)))
        .contains("&lt;b&gt;Alice&lt;/b&gt;", "access_denied: &lt;script&gt;")
        .doesNotContain("<script>", "<b>");
  }

  private static Answer tokens(Feature feature, String subject, String... scope) {
    return tokens(feature, new Identity(subject, Optional.empty(), ""), scope);
  }

  private static Answer tokens(Feature feature, Identity identity, String... scope) {
    var signedIn = new SignedIn(identity, Set.of(scope), "", Optional.empty());
    return new Answer.Tokens(feature, feature.scopes(), feature.scopes(), signedIn);
  }
}
