package io.github.scopekeeper.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.request.ApiRequest;
import io.github.scopekeeper.resource.rule.Operation;
import io.github.scopekeeper.resource.support.FakeRealm;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ResourceServerTest {

  private static final Operation READ =
      Operation.named("workouts.read").requireAll("workouts:read");
  private static final Set<ScopeName> READ_SCOPE = Set.of(ScopeName.of("workouts:read"));

  private static FakeRealm realm;
  private static ResourceServer server;

  @BeforeAll
  static void start() {
    realm = FakeRealm.start();
    server = realm.api("https://api.example.com").build();
  }

  @AfterAll
  static void stop() {
    server.close();
    realm.close();
  }

  private static Decision check(String authorization) {
    return server.check(
        new ApiRequest("GET", "/workouts", List.of(authorization), List.of()), READ);
  }

  @Test
  void aGoodTokenIsLetThrough() {
    assertThat(check(realm.token("workouts:read").bearer())).isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void aScopeThatTheTokenDoesNotNameIsNotHeldByOneThatIncludesIt() {
    Decision decision = check(realm.token("workouts:delete").bearer());
    assertThat(decision)
        .isInstanceOfSatisfying(
            Decision.Refused.class,
            refused ->
                assertThat(refused.refusal())
                    .isEqualTo(new Refusal.Scope(READ_SCOPE, READ_SCOPE, Set.of())));
  }

  @Test
  void anApiMayChooseToExpandTokensByTheCatalog() {
    try (ResourceServer expanding =
        realm.api("https://api.example.com").expandImpliedScopes().build()) {
      var token = List.of(realm.token("workouts:delete").bearer());
      assertThat(expanding.check(new ApiRequest("GET", "/workouts", token, List.of()), READ))
          .isInstanceOf(Decision.Allowed.class);
    }
  }

  @Test
  void nobodySignsWithWhatEverybodyKnows() {
    var good = realm.token("workouts:read");
    assertThat(check("Bearer " + good.signedWithPublicKey())).isInstanceOf(Decision.Refused.class);
    assertThat(check("Bearer " + good.unsigned())).isInstanceOf(Decision.Refused.class);
    assertThat(check(good.key(FakeRealm.newKey(), JWSAlgorithm.RS256).bearer()))
        .isInstanceOf(Decision.Refused.class);
  }
}
