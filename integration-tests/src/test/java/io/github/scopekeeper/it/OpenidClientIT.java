package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ForeignClient;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.NeedsNode;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The incremental flow with a client that is not ours: the certified openid-client. */
@NeedsNode
class OpenidClientIT {
  private static final Map<String, String> INCLUDE = Map.of("include_granted_scopes", "true");
  private static final Map<String, String> NOTHING_MORE = Map.of();

  private static TestRealm realm;

  @BeforeAll
  static void importRealm() {
    realm = TestRealm.fitness("openid-client");
  }

  @Test
  void itFindsOutWhatTheServerCanDo() {
    try (ForeignClient app = publicApp("curious")) {
      JsonNode metadata = app.metadata();

      assertThat(Json.stream(metadata.path("incremental_authz_types_supported")))
          .extracting(JsonNode::asText)
          .containsExactlyInAnyOrder("confidential", "public");
    }
  }

  @Test
  void aConfidentialClientsScopesAddUp() {
    Visitor alice = new Visitor(realm);
    try (ForeignClient app = confidentialApp("adding")) {
      ask(app, alice, "openid profile:read", INCLUDE, NOTHING_MORE);

      Page page = alice.visit(app.authorize("openid workouts:write", INCLUDE));
      assertThat(page.consent().choices()).containsExactly("workouts:write");
      Tokens tokens = app.redeem(page.consent().grant(), NOTHING_MORE);

      assertThat(tokens).hasScopes("openid", "profile:read", "workouts:write", "workouts:read");
      assertThat(app.refresh())
          .hasScopes("openid", "profile:read", "workouts:write", "workouts:read");
    }
  }

  @Test
  void withoutAskingForItNothingAddsUp() {
    Visitor alice = new Visitor(realm);
    try (ForeignClient app = confidentialApp("plain")) {
      ask(app, alice, "openid profile:read", NOTHING_MORE, NOTHING_MORE);

      Tokens tokens = ask(app, alice, "openid workouts:write", NOTHING_MORE, NOTHING_MORE);

      assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
    }
  }

  @Test
  void aPublicClientShowsWhatItHolds() {
    Visitor alice = new Visitor(realm);
    try (ForeignClient app = publicApp("showing")) {
      Tokens first = ask(app, alice, "openid profile:read", NOTHING_MORE, NOTHING_MORE);

      Tokens tokens =
          ask(
              app,
              alice,
              "openid workouts:write",
              NOTHING_MORE,
              Map.of("existing_grant", first.refresh()));

      assertThat(tokens).hasScopes("openid", "profile:read", "workouts:write", "workouts:read");
      assertThat(app.refresh())
          .hasScopes("openid", "profile:read", "workouts:write", "workouts:read");
    }
  }

  @Test
  void aPublicClientGetsNothingByItsNameAlone() {
    Visitor alice = new Visitor(realm);
    try (ForeignClient app = publicApp("nameless")) {
      ask(app, alice, "openid profile:read", INCLUDE, NOTHING_MORE);

      Tokens tokens = ask(app, alice, "openid workouts:write", INCLUDE, NOTHING_MORE);

      assertThat(tokens).hasScopes("openid", "workouts:write", "workouts:read");
    }
  }

  @Test
  void anotherUsersGrantIsNoGrant() {
    try (ForeignClient app = publicApp("mixing")) {
      Tokens others =
          ask(app, new Visitor(realm), "openid profile:read", NOTHING_MORE, NOTHING_MORE);

      Tokens answer =
          ask(
              app,
              new Visitor(realm),
              "openid workouts:write",
              NOTHING_MORE,
              Map.of("existing_grant", others.refresh()));

      assertThat(answer).isRefused("invalid_grant");
    }
  }

  /** Everything that is asked is allowed. */
  private static Tokens ask(
      ForeignClient app,
      Visitor user,
      String scope,
      Map<String, String> request,
      Map<String, String> redemption) {
    Page page = user.visit(app.authorize(scope, request));
    return app.redeem(page.consent().grant(), redemption);
  }

  private static ForeignClient confidentialApp(String name) {
    return new ForeignClient(realm, realm.client(ClientSpec.confidential(name).consent()));
  }

  private static ForeignClient publicApp(String name) {
    return new ForeignClient(realm, realm.client(ClientSpec.publicClient(name).consent()));
  }
}
