package io.github.scopekeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.demo.FakeKeycloak.Reply;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the app makes of an API that wants more: it asks once, and never in circles. */
class ChallengedTest {

  private static final String PLAN = "/use/plan-week";
  private static final String DELETE = "/use/delete-account";
  private static final String BOTH = "workouts:write appointments:manage";

  private FakeKeycloak keycloak;
  private FakeApi api;
  private DemoApp app;
  private Surfer alice;

  @BeforeEach
  void signIn() throws Exception {
    keycloak = new FakeKeycloak();
    api = new FakeApi();
    app = DemoApp.start(DemoConfig.local(0, keycloak.issuer(), api.url()));
    alice = new Surfer(app.url());
    alice.get("/");
    answer(alice.pressAndLeave("/sign-in"));
    alice.get("/");
  }

  @AfterEach
  void stop() {
    app.close();
    api.close();
    keycloak.close();
  }

  @Test
  void allScopesOfTheChallengeAreAskedForAtOnce() throws Exception {
    api.says(FakeApi.lacks(BOTH + " calendar:read"));
    keycloak.proposal = proposal();

    alice.press(PLAN);

    assertThat(keycloak.questions)
        .singleElement()
        .asString()
        .contains("workouts:write", "appointments:manage", "calendar:read");
  }

  @Test
  void aChallengeThatComesBackIsSaidAndNotAskedAgain() throws Exception {
    api.says(FakeApi.lacks(BOTH));
    keycloak.proposal = proposal();
    keycloak.scope = "openid " + BOTH;
    alice.press(PLAN);
    alice.get("/ask/plan-week");

    var back = answer(alice.pressAndLeave("/ask/plan-week/go"));

    assertThat(location(back)).endsWith("/");
    assertThat(alice.get("/").body())
        .contains("Asking once more would not", "The app may not plan");
    assertThat(location(alice.press(PLAN))).endsWith("/");
    assertThat(keycloak.questions).hasSize(1);
  }

  @Test
  void norInAnotherTab() throws Exception {
    api.says(FakeApi.wantsLogin(300, "account:delete"));
    keycloak.scope = "openid account:delete";
    var inOneTab = alice.pressAndLeave(DELETE);
    var inTheOther = alice.pressAndLeave(DELETE);
    answer(inOneTab);

    assertThat(location(alice.press(DELETE))).endsWith("/");
    assertThat(location(answer(inTheOther))).endsWith("/");
    assertThat(alice.get("/").body()).contains("Asking once more would not");
  }

  @Test
  void aChallengeThatWasMetIsForgotten() throws Exception {
    api.says(FakeApi.wantsLogin(300, "account:delete"), FakeApi.DONE);
    keycloak.scope = "openid account:delete";
    answer(alice.pressAndLeave(DELETE));
    alice.get("/");
    api.says(FakeApi.wantsLogin(300, "account:delete"));

    assertThat(alice.pressAndLeave(DELETE)).containsKey("max_age");
  }

  @Test
  void aFreshLoginIsAskedForStraightAway() throws Exception {
    api.says(FakeApi.wantsLogin(300, "account:delete"), FakeApi.DONE);
    keycloak.scope = "openid account:delete";

    var request = alice.pressAndLeave(DELETE);

    assertThat(request)
        .containsEntry("max_age", "300")
        .containsEntry("scope", "openid account:delete");
    answer(request);
    assertThat(api.calls)
        .containsExactly(
            "DELETE /api/account Bearer token-1", "DELETE /api/account Bearer token-2");
    assertThat(alice.get("/").body()).contains("The app may delete your account data.");
  }

  @Test
  void aNoIsNoReasonToCallTheApi() throws Exception {
    api.says(FakeApi.wantsLogin(300, "account:delete"));

    alice.comeBack(alice.pressAndLeave(DELETE), "error=access_denied");

    assertThat(api.calls).hasSize(1);
    assertThat(alice.get("/").body()).contains("The permission was denied.");
  }

  @Test
  void noneIsATokenThatCameWithLess() throws Exception {
    api.says(FakeApi.lacks(BOTH));
    keycloak.proposal = proposal();
    alice.press(PLAN);
    alice.get("/ask/plan-week");
    keycloak.scope = "openid workouts:write";

    answer(alice.pressAndLeave("/ask/plan-week/go"));

    assertThat(api.calls).hasSize(1);
    assertThat(alice.get("/").body())
        .containsSubsequence(
            "without all that this needs", "id=\"missing\"", "appointments:manage");
  }

  @Test
  void whereKeycloakSeesNothingToAskTheAppDoesNotEither() throws Exception {
    api.says(FakeApi.lacks(BOTH));

    assertThat(location(alice.press(PLAN))).endsWith("/");

    assertThat(alice.get("/").body()).contains("Asking once more would not");
  }

  @Test
  void aTokenThatIsNotTakenIsRenewedOnce() throws Exception {
    api.says(FakeApi.challenge(401, "error=\"invalid_token\""), FakeApi.DONE);

    alice.press(PLAN);

    assertThat(api.calls)
        .containsExactly("POST /api/week Bearer token-1", "POST /api/week Bearer token-2");
    assertThat(alice.get("/").body()).contains("The app may plan your week.");
  }

  @Test
  void thenTheSignInHasEnded() throws Exception {
    api.says(FakeApi.challenge(401, "error=\"invalid_token\""));

    assertThat(location(alice.press(PLAN))).endsWith("/");

    assertThat(api.calls).hasSize(2);
    assertThat(alice.get("/").body()).contains("Your sign-in has ended");
  }

  @Test
  void anApiThatCannotSayNowIsPlainlySaid() throws Exception {
    api.says(new FakeApi.Reply(503, Map.of("Retry-After", "5"), "{}"));
    alice.press(PLAN);
    assertThat(alice.get("/").body()).contains("That did not work.", "try again in 5 seconds");

    api.close();
    alice.press(PLAN);
    assertThat(alice.get("/").body()).contains("The API does not answer.");
  }

  @Test
  void whatNoTokenWouldChangeIsSaid() throws Exception {
    api.says(
        new FakeApi.Reply(
            403, Map.of(), FakeKeycloak.error("access_denied", "Only <what> is yours")));

    alice.press(PLAN);

    assertThat(alice.get("/").body()).contains("status 403: Only &lt;what&gt; is yours.");
  }

  private HttpResponse<String> answer(Map<String, String> request) throws Exception {
    keycloak.nonce = request.get("nonce");
    return alice.comeBack(request, "code=1");
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("nowhere");
  }

  private Reply proposal() {
    return Reply.ok(
        """
        {"available":false,"granted":[],"missing":[],"denied":[],
         "authorization_url":"%s?response_type=code&client_id=fitness-app&scope=openid+workouts%%3Awrite+appointments%%3Amanage&prompt=consent&redirect_uri=%s/callback"}
        """
            .formatted(keycloak.authorizationEndpoint(), app.url()));
  }
}
