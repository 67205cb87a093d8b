package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Entries that nobody checked on the way in, because they came with an imported realm. */
class BrokenEntryIT {
  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void importRealm() {
    realm =
        TestRealm.fitness(
            "broken",
            json -> {
              addScope(json, "broken:risk", Map.of("risk", "extreme", "implies", "workouts:read"));
              addScope(
                  json, "broken:age", Map.of("requires.reauth", "true", "max.auth.age", "soon"));
              addScope(json, "broken:unknown", Map.of("risk", "low", "implies", "no:such"));
              addScope(json, "broken:circle", Map.of("implies", "broken:round"));
              addScope(json, "broken:round", Map.of("implies", "broken:circle##workouts:read"));
              addScope(json, "broken:twice", Map.of("label", "One"), Map.of("label", "Two"));
            });
    app =
        realm.client(
            ClientSpec.confidential("app")
                .serviceAccount()
                .consent()
                .optional(
                    "workouts:read",
                    "workouts:write",
                    "broken:risk",
                    "broken:age",
                    "broken:unknown",
                    "broken:circle",
                    "broken:round",
                    "broken:twice"));
  }

  @SafeVarargs
  private static void addScope(ObjectNode realm, String name, Map<String, String>... entries) {
    ObjectNode scope =
        Json.object(
            Map.of(
                "name",
                name,
                "protocol",
                "openid-connect",
                "attributes",
                Map.of("include.in.token.scope", "true", "display.on.consent.screen", "true")));
    for (int i = 0; i < entries.length; i++) {
      scope
          .withArray("/protocolMappers")
          .add(
              Json.object(
                  Map.of(
                      "name",
                      "entry " + i,
                      "protocol",
                      "openid-connect",
                      "protocolMapper",
                      "scope-catalog-entry",
                      "config",
                      entries[i])));
    }
    realm.withArray("/clientScopes").add(scope);
  }

  @Test
  void behavesAsWithoutAnEntry() {
    assertThat(app.clientCredentials("broken:risk")).hasScopes("broken:risk");
    assertThat(app.clientCredentials("broken:age")).hasScopes("broken:age");
  }

  @Test
  void leavesOtherEntriesAtWork() {
    assertThat(app.clientCredentials("broken:risk workouts:write"))
        .hasScopes("broken:risk", "workouts:write", "workouts:read");
  }

  @Test
  void anImportedCircleEnds() {
    assertThat(app.clientCredentials("broken:circle").status()).isEqualTo(200);
  }

  @Test
  void anUnknownImpliedScopeIsLeftOut() {
    assertThat(app.clientCredentials("broken:unknown")).hasScopes("broken:unknown");
  }

  @Test
  void neverBreaksALogin() {
    Page page =
        new Browser()
            .open(
                app.request(
                    "openid broken:risk broken:age broken:unknown broken:circle broken:twice"))
            .signIn(realm.user());

    page = page.consent().grant();

    assertThat(app.redeem(page).scopes())
        .contains("broken:risk", "broken:age", "broken:unknown", "broken:circle", "broken:twice");
  }

  @Test
  void isToldInTheLogOnce() {
    app.clientCredentials("broken:risk");
    app.clientCredentials("broken:risk");

    List<String> lines =
        realm
            .server()
            .log()
            .lines()
            .filter(line -> line.contains("broken:risk") && line.contains(realm.name()))
            .toList();

    assertThat(lines).as("what to mend").hasSize(1).first().asString().contains("extreme");
  }
}
