package io.github.scopekeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.demo.FakeKeycloak.Reply;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The app against a realm that says what the test wants. */
class AskingFirstTest {

  private static final String LOG = "/use/log-workout";
  private static final String ASK = "/ask/log-workout";

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
    answerWith("/sign-in");
    alice.get("/");
    api.says(FakeApi.lacks("workouts:write"), FakeApi.DONE);
  }

  @AfterEach
  void stop() {
    app.close();
    api.close();
    keycloak.close();
  }

  @Test
  void signingInAsksForTheProfileOnly() throws Exception {
    assertThat(alice.pressAndLeave("/sign-in"))
        .containsEntry("scope", "openid profile:read")
        .containsEntry("code_challenge_method", "S256")
        .doesNotContainKey("include_granted_scopes");
    assertThat(alice.get("/").body()).contains("Alice &lt;Anders&gt;");
  }

  @Test
  void theAppSaysWhatItWantsAndWhy() throws Exception {
    alice.press(LOG);

    assertThat(keycloak.questions)
        .singleElement()
        .asString()
        .contains("[\"workouts:write\"]", "Workout log", "Your runs are kept", "/callback\"");
  }

  @Test
  void whatTheApiDoesTakesNobodyToAsk() throws Exception {
    api.says(FakeApi.DONE);

    assertThat(alice.press(LOG).headers().firstValue("Location").orElse("")).endsWith("/");

    assertThat(keycloak.questions).isEmpty();
    assertThat(api.calls).containsExactly("POST /api/workouts Bearer token-1");
    assertThat(alice.get("/").body())
        .contains("The app may log workouts.", "nobody had to be asked")
        .containsSubsequence("status 201", "5 km &lt;run&gt;");
  }

  @Test
  void thePromptIsShownBeforeTheBrowserLeaves() throws Exception {
    keycloak.proposal = proposal("");

    assertThat(alice.press(LOG).headers().firstValue("Location").orElse("")).endsWith(ASK);

    assertThat(alice.get(ASK).body())
        .contains("Enable Workout log", "To &lt;log&gt; runs.", "Log and edit workouts")
        .contains("Medium risk", "Also includes: View your workouts", "Grant permissions")
        .doesNotContain("recent sign-in");
  }

  @Test
  void aSignInThatComesFirstIsSaid() throws Exception {
    keycloak.proposal = proposal("\"reauthentication_required\":true,");
    alice.press(LOG);

    assertThat(alice.get(ASK).body()).contains("asks you to sign in again first");
  }

  @Test
  void toTheProposedRequestTheAppAddsWhatIsItsOwn() throws Exception {
    keycloak.proposal = proposal("");
    alice.press(LOG);
    alice.get(ASK);

    assertThat(alice.pressAndLeave(ASK + "/go"))
        .containsEntry("scope", "openid workouts:write")
        .containsEntry("scope_feature", "Workout log")
        .containsEntry("prompt", "consent")
        .containsKeys("state", "nonce", "code_challenge");
  }

  @Test
  void thePageSaysWhatCameAndWhatWasKept() throws Exception {
    keycloak.proposal = proposal("");
    alice.press(LOG);
    alice.get(ASK);
    keycloak.scope = "openid profile:read workouts:write workouts:read";
    answerWith(ASK + "/go");

    assertThat(alice.get("/").body())
        .containsSubsequence("id=\"added\"", "workouts:read", "workouts:write")
        .containsSubsequence("id=\"kept\"", "profile:read", "</dd>", "id=\"scope\"")
        .contains("done it with the new token", "status 201");
  }

  @Test
  void aProposalOfSomewhereElseIsThrownAway() throws Exception {
    keycloak.proposal =
        Reply.ok(
            "{\"available\":false,\"authorization_url\":\"%s\"}"
                .formatted(authorizationUrl().replace("/auth?", "/elsewhere?")));
    alice.press(LOG);
    alice.get(ASK);

    var answer = alice.press(ASK + "/go");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not this app");
  }

  @Test
  void afterANoThePageSaysFromWhenItMayAskAgain() throws Exception {
    keycloak.proposal = Reply.ok("{\"available\":false,\"denied\":[%s]}".formatted(denial()));
    keycloak.overview = Reply.ok("{\"granted\":[],\"denied\":[%s]}".formatted(denial()));

    alice.press(LOG);

    assertThat(alice.get("/").body())
        .contains("You said no to this lately", "2126-11-29T16:42:57Z")
        .containsSubsequence("id=\"result\"", "The app may ask again from", "29 November 2126")
        .containsSubsequence("You said no. The app may ask again from", "29 November 2126");
  }

  @Test
  void aTokenThatHasRunOutIsRenewed() throws Exception {
    keycloak.stale.add("token-1");
    keycloak.proposal = proposal("");

    alice.press(LOG);

    assertThat(alice.get(ASK).body()).contains("Log and edit workouts");
  }

  @Test
  void whatWasTakenBackIsNotUsedUp() throws Exception {
    keycloak.overview = Reply.ok("{\"granted\":[],\"denied\":[]}");
    keycloak.scope = "openid";

    var page = alice.get("/").body();
    assertThat(page.substring(page.indexOf("id=\"scope\"")))
        .contains("openid")
        .doesNotContain("profile:read");
  }

  @Test
  void aSignInThatHasEndedIsSaid() throws Exception {
    keycloak.stale.add("token-1");
    keycloak.sessionLives = false;

    assertThat(alice.press(LOG).headers().firstValue("Location").orElse("")).endsWith("/");

    assertThat(alice.get("/").body())
        .contains("Your sign-in has ended", "action=\"/sign-in\"")
        .doesNotContain("Alice");
  }

  @Test
  void anUnknownScopeIsNamed() throws Exception {
    var error = FakeKeycloak.error("invalid_scope", "Unknown: workouts:write");
    keycloak.proposal = new Reply(400, error);

    var answer = alice.press(LOG);

    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("cannot have", "Unknown: workouts:write");
  }

  @Test
  void withoutTheResourceThePageSaysSo() throws Exception {
    keycloak.proposal = new Reply(404, "");
    keycloak.overview = new Reply(404, "");

    assertThat(alice.press(LOG).body()).contains("Is Scopekeeper installed there?");
    assertThat(alice.get("/").body()).contains("may be out of date");
  }

  @Test
  void withoutKeycloakThePageSaysSo() throws Exception {
    keycloak.close();

    assertThat(alice.press(LOG).body()).contains("does not answer", "try again");
    assertThat(alice.get("/").body()).contains("may be out of date", "Alice");
  }

  @Test
  void whatTheAppHasComesAlong() throws Exception {
    keycloak.proposal = proposal("");
    alice.press(LOG);
    alice.get(ASK);
    answerWith(ASK + "/go");

    assertThat(keycloak.redemptions.get(0)).doesNotContain("existing_grant");
    assertThat(keycloak.redemptions.get(1)).contains("existing_grant=refresh");
  }

  @Test
  void whereNothingCanComeAlongTheAppAsksAnew() throws Exception {
    keycloak.proposal = proposal("");
    alice.press(LOG);
    alice.get(ASK);
    keycloak.takesExistingGrant = false;
    Map<String, String> request = alice.pressAndLeave(ASK + "/go");

    Map<String, String> again = alice.comeBackAndLeave(request, "code=1");

    assertThat(again).containsEntry("scope", "openid workouts:write").doesNotContainKey("prompt");
    keycloak.nonce = again.get("nonce");
    alice.comeBack(again, "code=2");
    assertThat(keycloak.redemptions.get(2)).doesNotContain("existing_grant");
  }

  private void answerWith(String action) throws Exception {
    Map<String, String> request = alice.pressAndLeave(action);
    keycloak.nonce = request.get("nonce");
    alice.comeBack(request, "code=1");
  }

  private static String denial() {
    return "{\"scope\":\"workouts:write\",\"retry_at\":\"2126-11-29T16:42:57Z\"}";
  }

  private String authorizationUrl() {
    return keycloak.authorizationEndpoint()
        + "?response_type=code&client_id=fitness-app&scope=openid+workouts%3Awrite&prompt=consent"
        + "&scope_feature=Workout+log&redirect_uri="
        + app.url()
        + "/callback";
  }

  private Reply proposal(String more) {
    return Reply.ok(
        """
        {"available":false,"granted":[],"missing":["workouts:write"],"denied":[],%s
         "authorization_url":"%s",
         "prompt":{"title":"Enable Workout log","message":"To <log> runs.",
           "permissions":[{"scope":"workouts:write","label":"Log and edit workouts","risk":"medium",
             "includes":["View your workouts"]}],
           "call_to_action":"Grant permissions"}}
        """
            .formatted(more, authorizationUrl()));
  }
}
