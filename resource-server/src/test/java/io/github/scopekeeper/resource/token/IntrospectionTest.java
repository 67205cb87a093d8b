package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntrospectionTest {

  private static final String OPAQUE = "opaque-token";

  private static FakeRealm realm;
  private TokenCheck check;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
  }

  @AfterAll
  static void stop() {
    realm.close();
  }

  @BeforeEach
  void open() {
    realm.asUsual();
    check = TokenCheck.introspecting(realm);
    realm.introspects(OPAQUE, good());
  }

  @AfterEach
  void close() {
    check.close();
  }

  private static Map<String, Object> good() {
    return realm.token("workouts:read").claims();
  }

  private void answers(String claim, Object value) {
    Map<String, Object> claims = new HashMap<>(good());
    claims.put(claim, value);
    if (value == null) {
      claims.remove(claim);
    }
    realm.introspects(OPAQUE, claims);
  }

  private void isInvalid() {
    assertThat(check.refuses(OPAQUE)).isInstanceOf(TokenProblem.Invalid.class);
  }

  private void nobodyCanSay() {
    assertThat(check.refuses(OPAQUE)).isInstanceOf(TokenProblem.Unknown.class);
  }

  @Test
  void aTimeThatOverflowsIsNone() {
    for (String time : List.of("exp", "nbf", "iat", "auth_time")) {
      answers(time, 18448744073709552L);
      isInvalid();
    }
  }

  @Test
  void theRealmIsAskedAsTheApisOwnClient() {
    assertThat(check.accepts(OPAQUE).subject()).contains("alice-id");
    String secret =
        Base64.getEncoder().encodeToString("fitness-api:pssst".getBytes(StandardCharsets.UTF_8));
    assertThat(realm.lastAuthorization()).isEqualTo("Basic " + secret);
  }

  @Test
  void theRealmIsAskedEachTimeSinceTokensAreTakenBack() {
    check.accepts(OPAQUE);
    realm.instead(FakeRealm.INTROSPECTION, 200, "application/json", "{\"active\":false}");
    isInvalid();
  }

  @Test
  void withoutAnAccountOpaqueTokensAreRefused() {
    try (TokenCheck alone = new TokenCheck(realm)) {
      int before = realm.requests(FakeRealm.INTROSPECTION);
      assertThat(alone.refuses(OPAQUE)).isInstanceOf(TokenProblem.Invalid.class);
      assertThat(realm.requests(FakeRealm.INTROSPECTION)).isEqualTo(before);
    }
  }

  @Test
  void whatIsNotActiveIsNotGood() {
    assertThat(check.refuses("another")).isInstanceOf(TokenProblem.Invalid.class);
    answers("active", "true");
    assertThat(check.refuses(OPAQUE)).isNotNull();
    answers("active", 1);
    assertThat(check.refuses(OPAQUE)).isNotNull();
  }

  @Test
  void anActiveRefreshTokenIsNoAccessToken() {
    for (Object type : List.of("Refresh", "Offline", "ID", "Logout", "", 5, List.of("Bearer"))) {
      answers("typ", type);
      isInvalid();
    }
    answers("typ", null);
    check.accepts(OPAQUE);
  }

  @Test
  void aTokenOfAnotherRealmOrForAnotherApiIsNotGood() {
    answers("iss", "https://elsewhere.example/realms/fitness");
    isInvalid();
    answers("iss", 5);
    isInvalid();
    answers("aud", "account");
    isInvalid();
    answers("aud", null);
    isInvalid();
    answers("aud", FakeRealm.AUDIENCE);
    check.accepts(OPAQUE);
  }

  @Test
  void whatHasExpiredIsNotGoodWhateverTheRealmSays() {
    long now = check.clock.instant().getEpochSecond();
    answers("exp", now - 30);
    isInvalid();
    answers("exp", now - 29);
    check.accepts(OPAQUE);
    answers("exp", null);
    isInvalid();
    answers("exp", "never");
    isInvalid();
  }

  @Test
  void whereTheRealmRefusesOurClientNobodyCanSay() {
    for (int status : new int[] {301, 400, 401, 403, 404, 429, 500, 503}) {
      realm.instead(
          FakeRealm.INTROSPECTION, status, "application/json", "{\"error\":\"invalid_client\"}");
      nobodyCanSay();
    }
  }

  @Test
  void theRealmIsNotAskedAgainAndAgainAboutWhatIsNotActive() {
    check.refuses("made-up");
    int before = realm.requests(FakeRealm.INTROSPECTION);
    check.refuses("made-up");
    assertThat(realm.requests(FakeRealm.INTROSPECTION)).isEqualTo(before);
  }

  @Test
  void whatLooksLikeAJwtAndIsNoneIsNotAskedAbout() {
    String almost = realm.token().sign() + ".";
    realm.introspects(almost, good());
    int before = realm.requests(FakeRealm.INTROSPECTION);
    assertThat(check.refuses(almost)).isInstanceOf(TokenProblem.Invalid.class);
    assertThat(realm.requests(FakeRealm.INTROSPECTION)).isEqualTo(before);
  }

  @Test
  void madeUpTokensDoNotHoldEveryThreadWhileTheRealmHangs() {
    realm.hangs(FakeRealm.INTROSPECTION);
    int before = realm.requests(FakeRealm.INTROSPECTION);
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      IntStream.range(0, 32).forEach(i -> threads.execute(() -> check.refuses("made-up-" + i)));
      await().until(() -> realm.requests(FakeRealm.INTROSPECTION) == before + 32);
      assertThat(check.refuses("one-more")).isInstanceOf(TokenProblem.Unknown.class);
      assertThat(realm.requests(FakeRealm.INTROSPECTION)).isEqualTo(before + 32);
    } finally {
      threads.shutdownNow();
    }
    realm.asUsual();
    await().until(() -> check.refuses("later") instanceof TokenProblem.Invalid);
  }

  @Test
  void whatIsNoAnswerIsNotTakenForOne() {
    for (String body : List.of("", "<html>", "[]", "null", "5", "{", "{}", "{\"active\":5}")) {
      realm.instead(FakeRealm.INTROSPECTION, 200, "application/json", body);
      nobodyCanSay();
    }
    realm.instead(FakeRealm.INTROSPECTION, 200, "text/html", "{\"active\":true}");
    nobodyCanSay();
  }

  @Test
  void aRealmThatIsAwayOrHangsIsNoReasonToLetAnybodyIn() {
    realm.away();
    nobodyCanSay();
    realm.back();
    realm.hangs(FakeRealm.INTROSPECTION);
    try (TokenCheck hasty = TokenCheck.introspecting(realm, Duration.ofMillis(300))) {
      assertThat(hasty.refuses(OPAQUE)).isInstanceOf(TokenProblem.Unknown.class);
    }
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() {
    realm.instead(
        FakeRealm.INTROSPECTION,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          byte[] blank = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
          for (int i = 0; i < 1_000; i++) {
            exchange.getResponseBody().write(blank);
          }
          String end = JSONObjectUtils.toJSONString(activeAnswer());
          exchange.getResponseBody().write(end.getBytes(StandardCharsets.UTF_8));
        });
    nobodyCanSay();
  }

  private static Map<String, Object> activeAnswer() {
    Map<String, Object> answer = new HashMap<>(good());
    answer.put("active", true);
    return answer;
  }

  @Test
  void aLightweightTokenIsVerifiedFirstAndThenAskedAbout() {
    TokenMaker light = realm.token().without("aud").without("sub").without("scope");
    assertThat(check.refuses(light.sign())).isInstanceOf(TokenProblem.Invalid.class);
    String token = light.with("jti", "another").sign();
    realm.introspects(token, good());
    assertThat(check.accepts(token).scopes()).hasSize(1);
    int before = realm.requests(FakeRealm.INTROSPECTION);
    String forged = light.kid("other").sign();
    realm.introspects(forged, good());
    assertThat(check.refuses(forged)).isInstanceOf(TokenProblem.Invalid.class);
    assertThat(realm.requests(FakeRealm.INTROSPECTION)).isEqualTo(before);
  }

  @Test
  void aTokenThatSaysEverythingIsNotAskedAbout() {
    int before = realm.requests(FakeRealm.INTROSPECTION);
    check.accepts(realm.token("workouts:read").sign());
    assertThat(realm.requests(FakeRealm.INTROSPECTION)).isEqualTo(before);
  }

  @Test
  void aBoundLightweightTokenIsBoundThoughTheAnswerForgetsIt() {
    String token =
        realm.token().without("aud").without("sub").with("cnf", Map.of("jkt", "key")).sign();
    realm.introspects(token, good());
    assertThat(check.refuses(token)).isNotNull();
  }

  @Test
  void anEncryptedTokenIsOpaqueToUs() {
    String token = "e30.e30.e30.e30.e30";
    assertThat(check.refuses(token)).isInstanceOf(TokenProblem.Invalid.class);
  }
}
