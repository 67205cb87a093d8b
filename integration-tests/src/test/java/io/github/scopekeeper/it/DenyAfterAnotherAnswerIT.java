package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.AuthenticationDevice;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Http;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A user denies on a page whose question has been answered elsewhere while it was open. */
class DenyAfterAnotherAnswerIT {
  private static final String REQUEST = "openid workouts:read billing:read";

  private static TestRealm realm;
  private static OAuthClient app;

  private Visitor visitor;
  private Tokens tokens;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("deny-later");
    app =
        realm.client(
            ClientSpec.confidential("app")
                .consent()
                .ciba()
                .audience("account")
                .defaults("basic", "acr", "web-origins", "roles"));
    String client = realm.path("/clients/" + realm.clientUuid("app"));
    ObjectNode representation = (ObjectNode) realm.admin().get(client);
    realm.admin().put(client, representation.put("fullScopeAllowed", true));
    realm.scope("roles").showOnConsentScreen(false);
  }

  @BeforeEach
  void grantSomethingElse() {
    visitor = new Visitor(realm);
    tokens = visitor.grant(app, "openid profile:read", "profile:read");
  }

  @Test
  void isRefusedThoughTheAppHasWrittenTheConsentItself() {
    ConsentPage page = visitor.visit(app, REQUEST).consent();
    write("profile:read", "workouts:read", "billing:read");

    assertThat(page.deny().error()).isEqualTo("access_denied");
  }

  @Test
  void isRefusedThoughTheUserHasSaidYesOnADevice() {
    assumeTrue(AuthenticationDevice.isReachable(), "skipped: a container cannot reach the device");
    ConsentPage page = visitor.visit(app, REQUEST).consent();
    String request = app.backchannel(visitor.user(), REQUEST);
    AuthenticationDevice.shared().approve(realm, visitor.user());
    assertThat(app.poll(request)).hasScopes("openid", "workouts:read", "billing:read");

    assertThat(page.deny().error()).isEqualTo("access_denied");
  }

  @Test
  void remembersOnlyWhatThePageHasShown() {
    ConsentPage page = visitor.visit(app, "openid profile:read billing:read").consent();
    URI profile = URI.create(realm.url() + "/scope-grants/" + Rest.segment("profile:read"));
    assertThat(Rest.delete(profile, tokens).status()).isEqualTo(200);

    assertThat(page.deny().error()).isEqualTo("access_denied");

    ConsentPage next = visitor.visit(app, "openid profile:read billing:read").consent();
    assertThat(next.choices()).as("billing:read is withheld").containsExactly("profile:read");
  }

  private void write(String... scopes) {
    List<Map<String, String>> granted =
        Arrays.stream(scopes).map(scope -> Map.of("id", realm.scope(scope).id())).toList();
    HttpRequest request =
        Http.request(URI.create(realm.url() + "/account/applications/app/consent"))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + tokens.access())
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    Json.object(Map.of("grantedScopes", granted)).toString()))
            .build();
    HttpResponse<String> response = Http.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }
}
