package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.GrantsEndpoint;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** The app and its user act at the same moment: nothing that was taken back comes back. */
class ParallelGrantsIT {
  private static final int ROUNDS = 8;
  private static final List<String> WISHES =
      List.of("billing:read", "appointments:read", "profile");

  private static TestRealm realm;
  private static OAuthClient app;
  private static GrantsEndpoint grants;
  private static int round;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("parallel-grants");
    GrantsEndpoint.offerScopes(realm);
    app = realm.client(GrantsEndpoint.manager("app"));
    grants = new GrantsEndpoint(realm, app);
  }

  @RepeatedTest(ROUNDS)
  void whatIsTakenBackWhileAGrantIsReplacedStaysTakenBack() {
    Visitor visitor = new Visitor(realm);
    Tokens held =
        visitor.grant(
            app, "openid profile:read appointments:read", "profile:read", "appointments:read");
    Tokens grant = GrantsEndpoint.create(app, visitor, "workouts:read", "profile:read");
    Page code =
        visitor.visit(
            GrantsEndpoint.action(app, "openid profile:read", "replace")
                .with("grant_id", grant.grantId()));
    URI appointments =
        URI.create(realm.url() + "/scope-grants/" + Rest.segment("appointments:read"));

    CompletableFuture<Tokens> replaced = soon(0, () -> app.redeem(code));
    CompletableFuture<Rest.Answer> takenBack =
        soon(round++ * 5, () -> Rest.delete(appointments, held));

    assertThat(takenBack.join().status()).isLessThan(500);
    assertThat(replaced.join().status()).isNotEqualTo(500);
    if (takenBack.join().status() == 200) {
      assertThat(consented(visitor)).doesNotContain("appointments:read");
    }
    if (replaced.join().status() == 200) {
      assertThat(consented(visitor)).doesNotContain("workouts:read");
    }
  }

  @RepeatedTest(ROUNDS)
  void codesThatMergeIntoOneGrantAllDo() {
    Tokens grant = redeemTogether("merge");

    assertThat(grants.scopesOf(grant.grantId())).contains("profile:read").containsAll(WISHES);
  }

  @RepeatedTest(ROUNDS)
  void ofCodesThatReplaceOneGrantTheLastOneStays() {
    Tokens grant = redeemTogether("replace");

    assertThat(grants.scopesOf(grant.grantId())).hasSize(1);
  }

  /** One grant, and a code for each wish, all of them redeemed at the same moment. */
  private static Tokens redeemTogether(String action) {
    Visitor visitor = new Visitor(realm);
    Tokens grant = GrantsEndpoint.create(app, visitor, "profile:read", "workouts:read");
    visitor.grant(app, "openid " + String.join(" ", WISHES), WISHES.toArray(String[]::new));
    List<Page> codes =
        WISHES.stream()
            .map(wish -> GrantsEndpoint.action(app, "openid " + wish, action))
            .map(request -> visitor.visit(request.with("grant_id", grant.grantId())))
            .toList();

    List<Tokens> all = together(codes.stream().map(code -> () -> app.redeem(code)));

    assertThat(all).allSatisfy(tokens -> assertThat(tokens.status()).isNotEqualTo(500));
    assertThat(all).filteredOn(tokens -> tokens.status() == 200).isNotEmpty();
    if (action.equals("merge")) {
      assertThat(all).allSatisfy(tokens -> assertThat(tokens).isIssued());
    }
    return grant;
  }

  @RepeatedTest(ROUNDS)
  void aLoginDoesNotFailBecauseTheUserWantsToBeAskedAgain() {
    OAuthClient pushy = realm.client(ClientSpec.confidential("pushy-" + round++).consent());
    Visitor visitor = new Visitor(realm);
    visitor.grant(pushy, "openid profile:read billing:read", "profile:read");
    List<Visitor> tabs = IntStream.range(0, 3).mapToObj(i -> new Visitor(visitor.user())).toList();
    tabs.forEach(tab -> tab.visit(pushy, "openid profile:read"));
    PermissionsPage page = visitor.permissions(realm);

    CompletableFuture<PermissionsPage> asked =
        soon(round % 5 * 10, () -> page.askAgain(pushy.clientId(), "billing:read"));
    List<Page> logins =
        together(
            tabs.stream()
                .map(
                    tab ->
                        () ->
                            tab.visit(
                                pushy.request("openid profile:read billing:read").prompt("none"))));

    asked.join();
    assertThat(logins).allSatisfy(login -> assertThat(login.isCallback()).as("%s", login).isTrue());
    assertThat(logins)
        .allSatisfy(login -> assertThat(login.error()).isIn(null, "interaction_required"));
  }

  private static Set<String> consented(Visitor visitor) {
    JsonNode names = realm.consents(visitor.user()).at("/0/grantedClientScopes");
    return Json.stream(names).map(JsonNode::asText).collect(Collectors.toSet());
  }

  private static <T> CompletableFuture<T> soon(int milliseconds, Supplier<T> work) {
    Executor later = CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(work, later);
  }

  private static <T> List<T> together(Stream<Supplier<T>> work) {
    return work.map(each -> soon(0, each)).toList().stream().map(CompletableFuture::join).toList();
  }
}
