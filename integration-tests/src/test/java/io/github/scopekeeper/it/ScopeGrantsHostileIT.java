package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in, an app gets JSON with an OAuth error, and the server's log stays calm. */
class ScopeGrantsHostileIT {
  private static TestRealm realm;
  private static OAuthClient app;
  private static Tokens tokens;
  private static int logBefore;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("hostile");
    app = realm.client(ClientSpec.confidential("app").consent());
    tokens = new Visitor(realm).grant(app, "openid profile:read", "profile:read");
    logBefore = realm.server().log().length();
  }

  @AfterAll
  static void nothingWentWrongInside() {
    assertThat(realm.server().log().substring(logBefore)).doesNotContain("Uncaught server error");
  }

  @Nested
  class ABody {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "   ",
          "null",
          "true",
          "[]",
          "\"profile:read\"",
          "{",
          "{}",
          "{\"scopes\":null}",
          "{\"scopes\":[]}",
          "{\"scopes\":\"profile:read\"}",
          "{\"scopes\":{\"0\":\"profile:read\"}}",
          "{\"scopes\":[1]}",
          "{\"scopes\":[null]}",
          "{\"scopes\":[[\"profile:read\"]]}",
          "{\"scopes\":[true,\"profile:read\"]}",
          "{\"scopes\":[\"profile:read\"]} {}",
          "{\"scopes\":[\"profile:read\"],}",
          "{\"scopes\":[\"profile:read\"],\"scopes\":[\"email\"]}",
          "{scopes:['profile:read']}",
          "{\"scopes\":[\"profile:read\"],\"feature\":1}",
          "{\"scopes\":[\"profile:read\"],\"feature\":[\"x\"]}",
          "{\"scopes\":[\"profile:read\"],\"reason\":{}}",
          "{\"scopes\":[\"profile:read\"],\"reason\":false}",
          "{\"scopes\":[\"profile:read\"],\"redirect_uri\":7}",
          "scopes=profile%3Aread",
          "<scopes/>"
        })
    void thatIsNoQuestionIsAnInvalidRequest(String body) {
      assertRefused(ScopeGrants.with(realm, tokens).askRaw(body), 400, "invalid_request");
    }

    @Test
    void mayHaveFieldsThatNobodyKnows() {
      Rest.Answer answer =
          ScopeGrants.with(realm, tokens)
              .ask(
                  Map.of(
                      "scopes",
                      List.of("profile:read"),
                      "user",
                      "somebody-else",
                      "client_id",
                      "other",
                      "available",
                      true));

      assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void mayBeOf64KiBAndNoMore() {
      String question = "{\"scopes\":[\"profile:read\"],\"x\":\"\"}";
      int room = 64 * 1024 - question.length();

      assertThat(sized(question, room).status()).isEqualTo(200);
      assertRefused(sized(question, room + 1), 413, "invalid_request");
      assertRefused(sized(question, 2_000_000), 413, "invalid_request");
    }

    private Rest.Answer sized(String question, int more) {
      return ScopeGrants.with(realm, tokens)
          .askRaw(question.replace("\"\"", "\"" + "x".repeat(more) + "\""));
    }

    @Test
    void mayNestAsDeepAsItLikes() {
      String deep = "[".repeat(30_000) + "]".repeat(30_000);

      assertRefused(
          ScopeGrants.with(realm, tokens).askRaw("{\"scopes\":" + deep + "}"),
          400,
          "invalid_request");
    }

    @Test
    void thatIsNotUnicodeIsUnreadable() {
      byte[] latin = "{\"scopes\":[\"zw\u00F6lf\"]}".getBytes(StandardCharsets.ISO_8859_1);

      assertRefused(
          ScopeGrants.with(realm, tokens)
              .header("Content-Type", "application/json")
              .send("POST", "", BodyPublishers.ofByteArray(latin)),
          400,
          "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "text/html", "*/*"})
    void isJson(String type) {
      Rest.Answer answer =
          ScopeGrants.with(realm, tokens)
              .header("Content-Type", type)
              .ask(Map.of("scopes", List.of("profile:read")));

      assertRefused(answer, 415, "invalid_request");
    }

    @Test
    void saysThatItIsJson() {
      ScopeGrants call = ScopeGrants.with(realm, tokens);
      BodyPublisher question = BodyPublishers.ofString("{\"scopes\":[\"profile:read\"]}");

      assertRefused(call.send("POST", "", question), 415, "invalid_request");
      call.header("Content-Type", "Application/JSON; charset=utf-8");
      assertThat(call.send("POST", "", question).status()).isEqualTo(200);
    }
  }

  @Nested
  class Scopes {
    @Test
    void areAtMostAHundred() {
      for (int number : List.of(101, 1_000)) {
        List<String> many = IntStream.range(0, number).mapToObj(i -> "s" + i).toList();
        assertRefused(
            ScopeGrants.with(realm, tokens).ask(Map.of("scopes", many)), 400, "invalid_request");
      }
      List<String> hundred = IntStream.range(0, 100).mapToObj(i -> "s" + i).toList();
      assertRefused(
          ScopeGrants.with(realm, tokens).ask(Map.of("scopes", hundred)), 400, "invalid_scope");
    }

    @Test
    void countOnceHoweverOftenTheyAreNamed() {
      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask("profile:read", "profile:read");

      assertThat(ScopeGrants.names(answer, "granted")).containsExactly("profile:read");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "profile:read email",
          "zw\u00F6lf",
          "\uD83D\uDE00",
          "a\"b",
          "a\\b",
          "\r\nSet-Cookie: x=y",
          "<script>alert(1)</script>",
          "${jndi:ldap://x}",
          "PROFILE:READ",
          "../../admin"
        })
    void areNamedInTheAnswerWithoutHarm(String scope) {
      Rest.Answer answer = ScopeGrants.with(realm, tokens).ask(scope);

      assertRefused(answer, 400, "invalid_scope");
      assertThat(answer.body().path("error_description").asText())
          .as("RFC 6749, section 5.2")
          .matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void mayBeLongerThanAnyScopeIs() {
      assertRefused(ScopeGrants.with(realm, tokens).ask("x".repeat(30_000)), 400, "invalid_scope");
    }
  }

  @Nested
  class AMethod {
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "PROPFIND"})
    void thatIsNotOursIsNotAllowed(String method) {
      Rest.Answer answer =
          ScopeGrants.with(realm, tokens).send(method, "", BodyPublishers.ofString("{}"));

      assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void thatTakesBackNeedsAScope() {
      for (String path : List.of("", "?scope", "?scope=", "?other=x")) {
        Rest.Answer answer =
            ScopeGrants.with(realm, tokens).send("DELETE", path, BodyPublishers.noBody());

        assertThat(answer.status()).as(path).isEqualTo(400);
      }
      assertThat(ScopeGrants.with(realm, tokens).list().body().path("granted")).hasSize(1);
    }
  }

  private static void assertRefused(Rest.Answer answer, int status, String error) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(answer.body().path("error_description").asText()).isNotBlank();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }
}
