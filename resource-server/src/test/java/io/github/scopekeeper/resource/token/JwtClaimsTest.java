package io.github.scopekeeper.resource.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.support.FakeRealm;
import io.github.scopekeeper.resource.support.TokenMaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token that the realm has signed must say. */
class JwtClaimsTest {

  private static FakeRealm realm;
  private static TokenCheck check;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
    check = new TokenCheck(realm);
  }

  @AfterAll
  static void stop() {
    check.close();
    realm.close();
  }

  private static TokenMaker good() {
    return realm.token("workouts:read", "profile:read");
  }

  private void isInvalid(TokenMaker token) {
    assertThat(check.refuses(token.sign())).isInstanceOf(TokenProblem.Invalid.class);
  }

  private long now() {
    return check.clock.instant().getEpochSecond();
  }

  @Test
  void aGoodTokenIsReadWhole() {
    AccessToken token =
        check.accepts(good().with("acr", "gold").with("auth_time", now() - 5).sign());
    assertThat(token.subject()).contains("alice-id");
    assertThat(token.clientId()).contains("fitness-app");
    assertThat(token.scopes())
        .containsExactlyInAnyOrder(ScopeName.of("workouts:read"), ScopeName.of("profile:read"));
    assertThat(token.audience()).containsExactly(FakeRealm.AUDIENCE);
    assertThat(token.authenticatedAt()).contains(Instant.ofEpochSecond(now() - 5));
    assertThat(token.acr()).contains("gold");
    assertThat(token.keyThumbprint()).isEmpty();
    assertThat(token.claims()).containsKey("jti");
  }

  @Test
  void theAppIsNamedByTheStandardOrByKeycloak() {
    assertThat(check.accepts(good().with("client_id", "standard").sign()).clientId())
        .contains("standard");
    assertThat(check.accepts(good().without("azp").sign()).clientId()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "application/AT+JWT"})
  void aTypeOfTheHeaderIsEnough(String type) {
    check.accepts(good().type(type).without("typ").sign());
    check.accepts(good().type(type).sign());
    isInvalid(good().type(type).with("typ", "ID"));
    isInvalid(good().type(type).with("typ", "Refresh"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt"})
  void whatOnlySaysThatItIsATokenMustSayWhich(String type) {
    check.accepts(good().type(type).sign());
    isInvalid(good().type(type).without("typ"));
  }

  @Test
  void whatSaysThatItIsBoundMustSayToWhat() {
    isInvalid(good().with("typ", "DPoP"));
    isInvalid(good().with("typ", "dpop").type("at+jwt"));
    isInvalid(good().with("token_type", "DPoP"));
  }

  @Test
  void withoutATypeInTheHeaderThePayloadMustSayWhich() {
    check.accepts(good().type(null).sign());
    isInvalid(good().type(null).without("typ"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ID",
        "Refresh",
        "Offline",
        "Logout",
        "",
        "Bearer ",
        "Bearer\u0000",
        "at+jwt",
        "null"
      })
  void otherTokensOfTheRealmAreNoAccessTokens(String type) {
    isInvalid(good().with("typ", type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"logout+jwt", "dpop+jwt", "secevent+jwt", "id+jwt", "JOSE", "x", "at+jwt ", ""})
  void noOtherTypeIsTakenInTheHeader(String type) {
    isInvalid(good().type(type));
  }

  @Test
  void aTokenEndsWithItsExpiryAndTheSkew() {
    try (TokenCheck known = new TokenCheck(realm);
        TokenCheck before = new TokenCheck(realm);
        TokenCheck after = new TokenCheck(realm)) {
      String token = good().with("exp", known.clock.instant().getEpochSecond() + 60).sign();
      known.accepts(token);
      known.clock.move(Duration.ofSeconds(60).plus(TokenCheck.SKEW).minusSeconds(1));
      before.clock.set(known.clock.instant());
      known.accepts(token);
      before.accepts(token);
      known.clock.move(Duration.ofSeconds(1));
      after.clock.set(known.clock.instant());
      assertThat(known.refuses(token)).as("it was kept, and is looked at again").isEqualTo(EXPIRED);
      assertThat(after.refuses(token)).as("never seen before").isEqualTo(EXPIRED);
    }
  }

  private static final TokenProblem EXPIRED =
      new TokenProblem.Invalid("The access token has expired");

  @Test
  void aTokenOfTomorrowIsNotGoodToday() {
    check.accepts(good().with("nbf", now() + 29).sign());
    isInvalid(good().with("nbf", now() + 31));
    check.accepts(good().with("nbf", 0).sign());
  }

  @Test
  void aTokenThatNeverEndsIsNotTaken() {
    isInvalid(good().without("exp"));
    isInvalid(good().with("exp", null));
  }

  @Test
  void theIssuerIsComparedExactly() {
    String issuer = realm.issuer().toString();
    for (Object other :
        Arrays.asList(
            null,
            "",
            issuer + "/",
            issuer.replace("fitness", "Fitness"),
            issuer.replace("http:", "https:"),
            issuer.replace("127.0.0.1", "localhost"),
            issuer + "\u0000",
            List.of(issuer),
            Map.of("iss", issuer),
            5)) {
      isInvalid(good().with("iss", other));
    }
    isInvalid(good().without("iss"));
  }

  @Test
  void theAudienceIsOneOfOurNames() {
    check.accepts(good().with("aud", FakeRealm.AUDIENCE).sign());
    check.accepts(good().with("aud", List.of("account", FakeRealm.AUDIENCE)).sign());
    check.accepts(good().with("aud", "api-of-old").sign());
    for (Object other :
        Arrays.asList(
            null,
            "",
            "account",
            "fitness-ap",
            "FITNESS-API",
            FakeRealm.AUDIENCE + " account",
            List.of(),
            List.of("account"),
            List.of(List.of(FakeRealm.AUDIENCE)),
            Map.of("aud", FakeRealm.AUDIENCE),
            7,
            true)) {
      isInvalid(good().with("aud", other));
    }
    isInvalid(good().without("aud"));
  }

  @Test
  void anotherAudienceIsToldApart() {
    assertThat(check.refuses(good().with("aud", "account").sign()))
        .isEqualTo(new TokenProblem.Invalid("The access token is meant for another API"));
  }

  private static final List<Object> ODD =
      List.of(
          5, -1, 1.5, true, List.of(), List.of(1), List.of("a"), Map.of(), Map.of("a", List.of()));

  static Stream<List<Object>> wrongTypes() {
    List<List<Object>> wrong = new ArrayList<>();
    for (String text : List.of("iss", "sub", "client_id", "scope", "acr", "typ")) {
      ODD.forEach(value -> wrong.add(List.of(text, value)));
    }
    // the library reads a number as its digits
    wrong.removeIf(claim -> claim.get(0).equals("sub") && claim.get(1) instanceof Number);
    for (String time : List.of("exp", "nbf", "auth_time", "iat")) {
      for (Object value :
          List.of("soon", "", true, List.of(), List.of(1), Map.of("seconds", 1), "1e400")) {
        wrong.add(List.of(time, value));
      }
    }
    for (Object value :
        List.of("x", 5, true, List.of(), Map.of(), Map.of("jkt", 5), Map.of("jkt", ""))) {
      wrong.add(List.of("cnf", value));
    }
    return wrong.stream();
  }

  @ParameterizedTest
  @MethodSource("wrongTypes")
  void aClaimOfTheWrongTypeIsNotGuessedAt(List<Object> claim) {
    isInvalid(good().with((String) claim.get(0), claim.get(1)));
  }

  @Test
  void numbersHaveAnEnd() {
    for (String number : List.of("9223372036854775807", "1e308", "-1", "-9223372036854775808")) {
      for (String claim : List.of("exp", "nbf", "auth_time", "iat")) {
        String text = "\"%s\":%s".formatted(claim, number);
        String rest = json(good().without(claim));
        String token = good().sign("{" + text + "," + rest.substring(1));
        assertThat(check.outcome(token)).as(text).isNotNull();
      }
    }
    isInvalid(good().with("exp", -1));
  }

  /** In milliseconds each of these comes out as a time long ago, or as one in the next years. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036854775807",
        "9223372036854776",
        "18446744073709552",
        "18448744073709552",
        "-18446744073709552",
        "1e30",
        "1e308"
      })
  void aTimeThatOverflowsIsNone(String number) {
    for (String claim : List.of("exp", "nbf", "iat", "auth_time")) {
      String rest = json(good().without(claim));
      String text = "{\"%s\":%s,%s".formatted(claim, number, rest.substring(1));
      assertThat(check.refuses(good().sign(text)))
          .as("%s %s", claim, number)
          .isInstanceOf(TokenProblem.Invalid.class);
    }
  }

  private static String json(TokenMaker token) {
    return JSONObjectUtils.toJSONString(token.claims());
  }

  @Test
  void whatIsBoundToWhatWeCannotCheckIsRefused() {
    isInvalid(good().with("cnf", Map.of("x5t#S256", "abc")));
    isInvalid(good().with("cnf", Map.of("x5t#S256", "abc", "jkt", "def")));
    isInvalid(good().with("cnf", Map.of("kid", "abc")));
    isInvalid(good().with("cnf", Map.of("jwk", Map.of())));
  }

  @Test
  void payloadsAreObjects() {
    for (String payload :
        List.of(
            "",
            "null",
            "[]",
            "5",
            "\"x\"",
            "{",
            "{}{}",
            "[".repeat(5_000),
            "{\"a\":".repeat(1_500))) {
      assertThat(check.refuses(good().sign(payload)))
          .as(payload)
          .isInstanceOf(TokenProblem.Invalid.class);
    }
  }

  @Test
  void namesThatNoScopeCanHaveAreAsGoodAsNotThere() {
    AccessToken token =
        check.accepts(
            good()
                .with("scope", " workouts:read  a\"b \u00e4 \t profile:read\n " + "x".repeat(256))
                .sign());
    assertThat(token.scopes()).containsExactly(ScopeName.of("workouts:read"));
  }

  @Test
  void aThousandScopesAreRead() {
    String scopes =
        IntStream.range(0, 1_000).mapToObj(i -> "s" + i).collect(Collectors.joining(" "));
    assertThat(check.accepts(good().with("scope", scopes).sign()).scopes()).hasSize(1_000);
  }

  @Test
  void aTokenWithoutScopesIsATokenWithoutScopes() {
    assertThat(check.accepts(good().without("scope").sign()).scopes()).isEmpty();
    assertThat(check.accepts(good().with("scope", "").sign()).scopes()).isEmpty();
    assertThat(check.accepts(good().with("scope", null).sign()).scopes()).isEmpty();
  }

  @Test
  void whatATokenSaysCannotBeChangedForTheNextRequest() {
    String text = good().with("realm_access", Map.of("roles", List.of("user"))).sign();
    AccessToken token = check.accepts(text);
    try {
      @SuppressWarnings("unchecked")
      var access = (Map<String, Object>) token.claims().get("realm_access");
      access.put("roles", List.of("admin"));
    } catch (UnsupportedOperationException e) {
      // as it should be
    }
    assertThat(check.accepts(text).claims().get("realm_access"))
        .isEqualTo(Map.of("roles", List.of("user")));
  }

  @Test
  void theTokenStandsInNoText() {
    String text = good().sign();
    assertThat(check.accepts(text).toString()).doesNotContain(text).contains("alice-id");
  }
}
