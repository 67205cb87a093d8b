package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an app can show its user before it sends them away. */
class ScopeGrantsPromptIT {
  private static final Map<String, ?> WORKOUTS =
      Map.of(
          "scopes",
          List.of("workouts:write"),
          "feature",
          "Workout log",
          "reason",
          "So that you can see how far you have come");

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("prompts");
    app = realm.client(ClientSpec.confidential("app").name("Fitness App").consent());
  }

  private static Rest.Answer ask(Tokens tokens, Map<String, ?> question) {
    return ScopeGrants.with(realm, tokens).ask(question);
  }

  private static Tokens profileOnly(Visitor visitor) {
    return visitor.grant(app, "openid profile:read", "profile:read");
  }

  @Nested
  class TheWordsOfTheApp {
    @Test
    void areCutAndCleaned() {
      Rest.Answer answer =
          ask(
              profileOnly(new Visitor(realm)),
              Map.of(
                  "scopes",
                  List.of("workouts:read"),
                  "feature",
                  "Free\u0000\r\nmoney \u202Egro.live " + "x".repeat(100),
                  "reason",
                  "y".repeat(1_000)));

      Map<String, String> request = ScopeGrants.request(answer);
      assertThat(request.get("scope_feature"))
          .hasSizeLessThanOrEqualTo(80)
          .startsWith("Free money gro.live xxx");
      assertThat(request.get("scope_reason")).hasSizeLessThanOrEqualTo(200);
      assertThat(answer.body().at("/prompt/title").asText())
          .doesNotContain("\u202E", "\n", "\u0000");
      assertThat(answer.body().at("/prompt/message").asText())
          .isEqualTo(request.get("scope_reason"));
    }

    @Test
    void stayOutOfTheRequestWhereTheRealmDoesNotShowThem() {
      TestRealm quiet = TestRealm.fitness("quiet");
      OAuthClient client = quiet.client(ClientSpec.confidential("app").consent());
      Tokens tokens = new Visitor(quiet).grant(client, "openid profile:read", "profile:read");

      for (String setting : List.of("never", "authenticated")) {
        quiet.consentSettings(Map.of("app.words", setting));
        Rest.Answer answer = ScopeGrants.with(quiet, tokens).ask(WORKOUTS);

        assertThat(ScopeGrants.request(answer))
            .as(setting)
            .doesNotContainKeys("scope_feature", "scope_reason");
        assertThat(answer.body().at("/prompt/title").asText()).contains("Workout log");
      }
    }
  }

  @Nested
  class ThePrompt {
    @Test
    void saysWhatTheUserWillBeAskedFor() {
      JsonNode prompt = ask(profileOnly(new Visitor(realm)), WORKOUTS).body().path("prompt");

      assertThat(prompt.path("title").asText()).isEqualTo("Enable Workout log");
      assertThat(prompt.path("message").asText())
          .isEqualTo("So that you can see how far you have come");
      assertThat(prompt.path("call_to_action").asText()).isEqualTo("Grant permissions");
      JsonNode write = prompt.at("/permissions/0");
      assertThat(write.path("scope").asText()).isEqualTo("workouts:write");
      assertThat(write.path("label").asText()).isEqualTo("Log and edit workouts");
      assertThat(write.path("description").asText())
          .isEqualTo("Create and update workout sessions");
      assertThat(write.path("risk").asText()).isEqualTo("medium");
      assertThat(write.at("/includes/0").asText()).isEqualTo("View your workouts");
      assertThat(prompt.path("permissions")).hasSize(1);
    }

    @Test
    void speaksForTheAppThatSaysNothing() {
      Tokens tokens = profileOnly(new Visitor(realm));

      JsonNode prompt = ScopeGrants.with(realm, tokens).ask("workouts:read").body().path("prompt");

      assertThat(prompt.path("title").asText()).isEqualTo("Fitness App needs your permission");
      assertThat(prompt.path("message").asText()).contains("Fitness App");
    }

    @Test
    void isInTheLanguageOfTheRequest() {
      Tokens tokens = profileOnly(new Visitor(realm));

      assertThat(titleIn(tokens, "de-AT,en;q=0.5")).isEqualTo("Workout log einschalten");
      assertThat(titleIn(tokens, "ar")).isEqualTo("تفعيل \u2068Workout log\u2069");
      assertThat(titleIn(tokens, "fr, en;q=0.1")).isEqualTo("Enable Workout log");
      assertThat(titleIn(tokens, "!;;q=x,,")).isEqualTo("Enable Workout log");
    }

    private String titleIn(Tokens tokens, String language) {
      return ScopeGrants.with(realm, tokens)
          .header("Accept-Language", language)
          .ask(WORKOUTS)
          .body()
          .at("/prompt/title")
          .asText();
    }

    @Test
    void isOtherwiseInTheLanguageOfTheUser() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = profileOnly(visitor);
      String path = realm.path("/users/" + visitor.user().id());
      ObjectNode user = (ObjectNode) realm.admin().get(path);
      user.withObject("/attributes").putArray("locale").add("de");
      realm.admin().put(path, user);

      assertThat(ask(tokens, WORKOUTS).body().at("/prompt/title").asText())
          .isEqualTo("Workout log einschalten");
      assertThat(titleIn(tokens, "fr")).isEqualTo("Workout log einschalten");
      assertThat(titleIn(tokens, "en")).isEqualTo("Enable Workout log");
    }
  }
}
