package io.github.scopekeeper.resource.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.support.Challenges;
import io.github.scopekeeper.resource.token.TokenProblem;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static final URI METADATA =
      URI.create("https://api.example.com/.well-known/oauth-protected-resource");

  private final Answers answers = new Answers(METADATA, "ES256 RS256");

  private static Set<ScopeName> names(String... names) {
    return new LinkedHashSet<>(Arrays.stream(names).map(ScopeName::of).toList());
  }

  private static Map<String, Object> json(Answer answer) {
    try {
      return JSONObjectUtils.parse(answer.body());
    } catch (ParseException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static Map<String, String> challenge(Answer answer) {
    return Challenges.parameters(answer.headers().get("WWW-Authenticate"));
  }

  private Answer token(TokenProblem problem, String... scopes) {
    return answers.of(new Refusal.Token(problem, names(scopes)));
  }

  @Test
  void whoSentNoTokenMadeNoMistake() {
    Answer answer = token(new TokenProblem.Missing(), "a", "b");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.error()).isEqualTo("no_token");
    assertThat(challenge(answer))
        .containsOnly(Map.entry("scope", "a b"), Map.entry("resource_metadata", "" + METADATA));
    assertThat(json(answer)).containsOnlyKeys("message", "scope").containsEntry("scope", "a b");
    assertThat(challenge(token(new TokenProblem.Missing()))).containsOnlyKeys("resource_metadata");
  }

  @Test
  void eachProblemHasItsCode() {
    assertThat(token(new TokenProblem.Invalid("why")))
        .returns(401, Answer::status)
        .returns("invalid_token", Answer::error);
    assertThat(token(new TokenProblem.Malformed("why")))
        .returns(400, Answer::status)
        .returns("invalid_request", Answer::error);
    assertThat(token(new TokenProblem.BadProof("why")))
        .returns(401, Answer::status)
        .returns("invalid_dpop_proof", Answer::error);
    assertThat(challenge(token(new TokenProblem.BadProof("why"))))
        .containsEntry("algs", "ES256 RS256");
    assertThat(answers.of(new Refusal.NotOwned()))
        .returns(403, Answer::status)
        .returns("access_denied", Answer::error);
  }

  @Test
  void whereNobodyCanSayLaterIsBetter() {
    for (Refusal refusal :
        List.of(
            new Refusal.Unavailable(Duration.ofSeconds(7)),
            new Refusal.Token(new TokenProblem.Unknown("x", Duration.ofSeconds(7)), Set.of()))) {
      Answer answer = answers.of(refusal);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers())
          .containsEntry("Retry-After", "7")
          .doesNotContainKey("WWW-Authenticate");
      assertThat(answer.error()).isEqualTo("temporarily_unavailable");
    }
    assertThat(answers.of(new Refusal.Unavailable(Duration.ZERO)).headers())
        .containsEntry("Retry-After", "1");
  }

  @Test
  void missingScopesAreToldWithAllThatTheOperationTakes() {
    Answer answer = answers.of(new Refusal.Scope(names("b", "a"), names("a"), Set.of()));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(challenge(answer)).containsEntry("scope", "b a");
    assertThat(json(answer))
        .containsEntry("scope", "b a")
        .containsEntry("required_scopes", List.of("b", "a"))
        .containsEntry("missing_scopes", List.of("a"))
        .doesNotContainKey("acceptable_scopes");
  }

  @Test
  void alternativesAreToldInTheBody() {
    Answer answer = answers.of(new Refusal.Scope(names("a"), names("a"), names("a", "c")));
    assertThat(challenge(answer)).containsEntry("scope", "a");
    assertThat(json(answer))
        .containsEntry("acceptable_scopes", List.of("a", "c"))
        .doesNotContainKeys("required_scopes", "missing_scopes");
  }

  @Test
  void anAgeIsToldInSeconds() {
    Answer answer = answers.of(new Refusal.Login(Duration.ofMillis(300_999), names("a")));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(challenge(answer)).containsEntry("max_age", "300").containsEntry("scope", "a");
    assertThat(json(answer)).containsEntry("max_age", 300L).containsEntry("scope", "a");
    assertThat(json(answers.of(new Refusal.Login(Duration.ofSeconds(1), Set.of()))))
        .doesNotContainKey("scope");
  }

  @Test
  void nobodyKeepsAnAnswer() {
    assertThat(token(new TokenProblem.Missing()).headers())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("Content-Type", "application/json");
  }

  @Provide
  Arbitrary<String> scopes() {
    return Arbitraries.strings()
        .withCharRange('\u0021', '\u007e')
        .ofMinLength(1)
        .ofMaxLength(40)
        .filter(text -> !text.contains("\"") && !text.contains("\\"));
  }

  @Property(tries = 500)
  void aScopeCannotLeaveItsQuotes(@ForAll("scopes") String scope) {
    Answer answer = answers.of(new Refusal.Scope(names(scope), names(scope), Set.of()));
    assertThat(challenge(answer)).containsEntry("scope", scope);
    assertThat(json(answer)).containsEntry("scope", scope);
  }

  @Property(tries = 500)
  void noTextLeavesItsQuotes(@ForAll String text) {
    String challenge = new Challenge("Bearer").with("error_description", text).toString();
    assertThat(Challenges.parameters(challenge)).containsOnlyKeys("error_description");
  }
}
