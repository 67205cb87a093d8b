package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The realm that we ship, as a newcomer meets it. */
class ShippedRealmIT {
  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("shipped");
  }

  @Test
  void theServiceGetsATokenForItself() {
    OAuthClient service = realm.existing("fitness-service", "fitness-service-secret");

    assertThat(service.clientCredentials("workouts:read")).hasScopes("workouts:read");
  }
}
