package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A refresh or a silent login while the user revokes everything: it may still be answered, but it
 * never makes a consent.
 */
class RevocationRaceIT {
  private static final int ROUNDS = Integer.getInteger("scopekeeper.race.rounds", 16);

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("revocation-race");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @Test
  void refreshesLeaveNoConsentBehind() {
    List<Round> rounds = Round.prepare("billing:read", "appointments:read");

    rounds.forEach(
        round -> {
          CompletableFuture<Tokens> one = CompletableFuture.supplyAsync(round::refresh);
          CompletableFuture<Tokens> other = CompletableFuture.supplyAsync(round::refresh);
          round.revokeEverything();
          assertThat(one.join().status()).isNotEqualTo(500);
          assertThat(other.join().status()).isNotEqualTo(500);
        });

    assertNothingIsLeft(rounds, "openid appointments:read");
  }

  @Test
  void silentLoginsLeaveNoConsentBehind() {
    List<Round> rounds = Round.prepare("profile:read", "workouts:read");
    String both = "openid profile:read workouts:read";

    rounds.forEach(
        round -> {
          CompletableFuture<Page> one = CompletableFuture.supplyAsync(() -> round.silent(both));
          round.revokeEverything();
          assertThat(one.join().isCallback()).isTrue();
        });

    assertNothingIsLeft(rounds, "openid workouts:read");
  }

  private static void assertNothingIsLeft(List<Round> rounds, String added) {
    assertThat(rounds)
        .extracting(round -> round.visitor.user())
        .filteredOn(user -> !realm.consents(user).isEmpty())
        .as("rounds with a consent left behind")
        .isEmpty();
    assertThat(rounds)
        .extracting(round -> round.silent(added).error())
        .as("errors of a silent login for what the admin has added")
        .doesNotContainNull();
  }

  /** One user, about to revoke everything from an app whose permission an admin has widened. */
  private record Round(
      Visitor visitor, Tokens tokens, PermissionsPage confirmation, Visitor other) {

    static List<Round> prepare(String granted, String added) {
      List<Visitor> visitors = new ArrayList<>();
      List<Tokens> tokens = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Visitor visitor = new Visitor(realm);
        visitors.add(visitor);
        tokens.add(visitor.grant(app, "openid " + granted, granted));
      }
      List<Round> rounds = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        Visitor visitor = visitors.get(i);
        Visitor other = new Visitor(visitor.user());
        other.visit(app, "openid " + granted);
        PermissionsPage page = visitor.permissions(realm).takeBackAll("app");
        rounds.add(new Round(visitor, tokens.get(i), page, other));
      }
      assertThat(realm.scope(granted).tryChangeEntry(Map.of("implies", added)).ok()).isTrue();
      return rounds;
    }

    Tokens refresh() {
      return app.refresh(tokens);
    }

    Page silent(String scope) {
      return other.visit(app.request(scope).prompt("none"));
    }

    void revokeEverything() {
      confirmation.confirm();
    }
  }
}
