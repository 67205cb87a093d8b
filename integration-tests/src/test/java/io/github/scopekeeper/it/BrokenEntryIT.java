package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.Browser;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ImportedScope;
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
              ImportedScope.add(
                  json, "broken:risk", Map.of("risk", "extreme", "implies", "workouts:read"));
              ImportedScope.add(
                  json, "broken:age", Map.of("requires.reauth", "true", "max.auth.age", "soon"));
              ImportedScope.add(
                  json, "broken:unknown", Map.of("risk", "low", "implies", "no:such"));
              ImportedScope.add(json, "broken:circle", Map.of("implies", "broken:round"));
              ImportedScope.add(
                  json, "broken:round", Map.of("implies", "broken:circle##workouts:read"));
              ImportedScope.add(
                  json, "broken:twice", Map.of("label", "One"), Map.of("label", "Two"));
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
