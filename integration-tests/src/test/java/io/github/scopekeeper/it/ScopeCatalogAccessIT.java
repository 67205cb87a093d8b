package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.RealmResource;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a realm's catalog, and for how long it may be kept. */
class ScopeCatalogAccessIT {
  private static final String ORIGIN = "https://app.example";

  private static TestRealm open;
  private static TestRealm closed;

  @BeforeAll
  static void createRealms() {
    open = TestRealm.fitness("catalog-open");
    closed = TestRealm.fitness("catalog-closed");
    closed.consentSettings(Map.of("catalog.access", "authenticated"));
  }

  private static RealmResource catalog(TestRealm realm) {
    return RealmResource.of(realm, "scope-catalog");
  }

  @Nested
  class AnAnswer {
    @Test
    void mayBeKeptByAllForAMinute() {
      Rest.Answer answer = catalog(open).get();

      assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
      assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=60");
      assertThat(header(answer, "Vary")).contains("Accept-Language", "Authorization");
      assertThat(header(answer, "ETag")).matches("\"[A-Za-z0-9_-]{20,}\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void thatIsKnownIsNotSentAgain(String known) {
      String tag = header(catalog(open).get(), "ETag");

      Rest.Answer answer = catalog(open).header("If-None-Match", known.formatted(tag)).get();

      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.body().isMissingNode()).isTrue();
      assertThat(header(answer, "ETag")).isEqualTo(tag);
      assertThat(header(answer, "Cache-Control")).isEqualTo("public, max-age=60");
      assertThat(header(answer, "Vary")).contains("Accept-Language");
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "nonsense", "\""})
    void thatIsNotKnownIsSent(String known) {
      Rest.Answer answer = catalog(open).header("If-None-Match", known).get();

      assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void hasATagOfItsLanguageAndContent() {
      String before = header(catalog(open).get(), "ETag");
      assertThat(header(catalog(open).header("Accept-Language", "de").get(), "ETag"))
          .isNotEqualTo(before);

      assertThat(open.scope("profile:read").tryChangeEntry(Map.of("label", "New")).ok()).isTrue();

      assertThat(header(catalog(open).get(), "ETag")).isNotEqualTo(before);
    }

    @Test
    void toOneWithATokenIsForNobodyElse() {
      Tokens tokens = open.existing("fitness-api", "fitness-api-secret").clientCredentials();

      assertThat(header(catalog(open).bearer(tokens).get(), "Cache-Control"))
          .isEqualTo("private, max-age=60");
    }

    @Test
    void hasAHeadOfItsOwn() {
      Rest.Answer head = catalog(open).send("HEAD");

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body().isMissingNode()).isTrue();
      assertThat(header(head, "ETag")).isEqualTo(header(catalog(open).get(), "ETag"));
    }

    @Test
    void mayBeReadByAnyPage() {
      Rest.Answer answer = catalog(open).header("Origin", ORIGIN).get();

      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(header(answer, "Access-Control-Expose-Headers")).contains("ETag");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void mayBeAskedForBeforehand() {
      Rest.Answer answer =
          catalog(open)
              .header("Origin", ORIGIN)
              .header("Access-Control-Request-Method", "GET")
              .header("Access-Control-Request-Headers", "authorization")
              .send("OPTIONS");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
      assertThat(header(answer, "Access-Control-Allow-Methods")).contains("GET", "HEAD");
      assertThat(header(answer, "Access-Control-Allow-Headers")).contains("Authorization");
    }
  }

  @Test
  void aTokenThatIsNoGoodIsNotOverlooked() {
    Tokens foreign = closed.existing("fitness-api", "fitness-api-secret").clientCredentials();
    for (String token : List.of("nonsense", foreign.access())) {
      Rest.Answer answer = catalog(open).bearer(token).get();

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.error()).isEqualTo("invalid_token");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }
  }

  @Test
  void aRealmThatIsOffTellsNothing() {
    TestRealm off = TestRealm.fitness("catalog-off", realm -> realm.put("enabled", false));

    assertThat(catalog(off).get().status()).isEqualTo(403);
  }

  @Nested
  class ARealmThatDemandsAToken {
    @Test
    void refusesEverybodyElse() {
      Rest.Answer answer = catalog(closed).get();

      assertThat(answer.status()).isEqualTo(401);
      assertThat(header(answer, "WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"" + closed.name() + "\"");
      assertThat(answer.body().has("scopes")).isFalse();
    }

    @Test
    void answersWhoHasOne() {
      OAuthClient app =
          closed.client(ClientSpec.confidential("app").directGrants().webOrigins(ORIGIN));
      Tokens tokens = app.password(closed.user(), "openid");

      Rest.Answer answer = catalog(closed).bearer(tokens).header("Origin", ORIGIN).get();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("scopes")).isNotEmpty();
      assertThat(header(answer, "Cache-Control")).isEqualTo("private, max-age=60");
      assertThat(header(answer, "Vary")).contains("Authorization", "Origin");
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
      assertThat(
              catalog(closed)
                  .bearer(tokens)
                  .header("Origin", "https://evil.example")
                  .get()
                  .status())
          .isEqualTo(403);
    }

    @Test
    void isOneOfTwoKinds() {
      String config = open.path("/authentication/required-actions/scope-consent/config");
      Map<String, ?> friends = Map.of("config", Map.of("catalog.access", "friends"));

      assertThat(open.admin().attempt("PUT", config, friends).ok()).isFalse();

      assertThat(catalog(open).get().status()).isEqualTo(200);
    }
  }

  private static String header(Rest.Answer answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }
}
