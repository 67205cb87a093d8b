package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.demo.api.ApiConfig;
import io.github.scopekeeper.demo.api.DemoApi;
import io.github.scopekeeper.it.support.ApiCall;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Http;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.SpringApi;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same tokens at an API with our library and at one with Spring Security's own. */
class SpringResourceServerIT {
  @TempDir private static Path journal;
  private static TestRealm realm;
  private static OAuthClient service;
  private static DemoApi ours;
  private static SpringApi theirs;

  @BeforeAll
  static void open() {
    realm = TestRealm.fitness("spring");
    service = realm.existing("fitness-service", "fitness-service-secret");
    ours = DemoApi.start(ApiConfig.local(0, realm.url(), journal));
    theirs = new SpringApi(realm, ApiConfig.AUDIENCE, "workouts:read");
  }

  @AfterAll
  static void close() {
    theirs.close();
    ours.close();
  }

  @Test
  void bothTakeATokenWithTheScope() {
    assertBoth(200, service.password(realm.user(), "workouts:read"));
  }

  /** Keycloak writes what is implied into the token, so that it is good at any API. */
  @Test
  void bothTakeATokenWithAScopeThatImpliesIt() {
    assertBoth(200, service.password(realm.user(), "workouts:write"));
  }

  @Test
  void bothRefuseATokenWithoutIt() {
    assertBoth(403, service.password(realm.user(), "profile:read"));
  }

  @Test
  void bothRefuseATokenForAnotherApi() {
    OAuthClient stranger = realm.client(ClientSpec.confidential("stranger").directGrants());

    assertBoth(401, stranger.password(realm.user(), "workouts:read"));
  }

  @Test
  void bothRefuseATokenOfAnotherRealm() {
    OAuthClient other =
        TestRealm.fitness("spring-elsewhere").existing("fitness-service", "fitness-service-secret");

    assertBoth(401, other.clientCredentials("workouts:read"));
  }

  @Test
  void bothRefuseATokenThatWasChanged() {
    String[] parts = service.password(realm.user(), "workouts:read").access().split("\\.");

    for (String changed :
        new String[] {
          parts[0] + "." + parts[1] + ".",
          parts[0] + "." + parts[1].substring(4) + "." + parts[2],
          "eyJhbGciOiJub25lIn0." + parts[1] + ".",
          "no.token"
        }) {
      assertThat(status(ours.url() + "/api/workouts", changed)).as("ours").isEqualTo(401);
      assertThat(status(theirs.url() + "/", changed)).as("theirs").isEqualTo(401);
    }
  }

  private static void assertBoth(int expected, Tokens tokens) {
    assertThat(new ApiCall("GET", ours.url() + "/api/workouts").with(tokens).status())
        .as("ours")
        .isEqualTo(expected);
    assertThat(status(theirs.url() + "/", tokens.access())).as("theirs").isEqualTo(expected);
  }

  private static int status(String uri, String token) {
    return Http.send(
            Http.request(URI.create(uri)).header("Authorization", "Bearer " + token).build())
        .statusCode();
  }
}
