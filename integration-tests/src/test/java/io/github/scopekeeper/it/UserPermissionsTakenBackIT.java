package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What it means when a user takes a permission back, or all of an app's. */
class UserPermissionsTakenBackIT {
  private static final String REQUEST = "openid profile:read workouts:write billing:read";

  private static TestRealm realm;
  private static OAuthClient app;
  private static OAuthClient other;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("takenback");
    app = realm.client(ClientSpec.confidential("app").consent().name("Fitness App"));
    other = realm.client(ClientSpec.confidential("other").consent().name("Other App"));
  }

  /** Allows the app to read the profile and write workouts, and refuses to show it the bills. */
  private static Visitor visitor() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, REQUEST, "profile:read", "workouts:write");
    return visitor;
  }

  @Nested
  class TakingBackOnePermission {
    @Test
    void endsItForTheAppAndLeavesTheRest() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, REQUEST, "profile:read", "workouts:write");

      PermissionsPage page = visitor.permissions(realm).takeBack("app", "profile:read");

      assertThat(page.message()).isEqualTo("Taken back from Fitness App: View your profile");
      assertThat(page.held("app")).containsExactlyInAnyOrder("workouts:write", "workouts:read");
      assertThat(app.refresh(tokens)).hasScopes("openid", "workouts:write", "workouts:read");
      assertThat(visitor.visit(app, "openid profile:read").asksForConsent())
          .as("it was taken back, not refused")
          .isTrue();
    }

    @Test
    void takesAlongWhatCannotStayWithoutIt() {
      PermissionsPage page = visitor().permissions(realm).takeBack("app", "workouts:read");

      assertThat(page.message()).contains("Log and edit workouts", "View your workouts");
      assertThat(page.held("app")).containsExactly("profile:read");
    }

    @Test
    void isDoneOnceHoweverOftenThePageIsReloaded() {
      Visitor visitor = visitor();

      PermissionsPage page =
          visitor.permissions(realm).takeBack("app", "profile:read").reload().reload();

      assertThat(page.message()).isEmpty();
      assertThat(page.held("app")).containsExactlyInAnyOrder("workouts:write", "workouts:read");
      assertThat(revocations(visitor)).hasSize(1);
    }

    @Test
    void isAnEventThatNamesTheAppAndTheScopes() {
      Visitor visitor = visitor();
      visitor.permissions(realm).takeBack("app", "workouts:write");

      assertThat(revocations(visitor))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.details().path("revoked_client").asText()).isEqualTo("app");
                assertThat(event.scopes("scopes_revoked"))
                    .containsExactlyInAnyOrder("workouts:write", "workouts:read");
              });
    }

    @Test
    void leavesNothingBehindWhenItWasTheLast() {
      Visitor visitor = new Visitor(realm);
      visitor.grant(other, "openid profile:read", "profile:read");

      PermissionsPage page = visitor.permissions(realm).takeBack("other", "profile:read");

      assertThat(page.apps()).isEmpty();
      assertThat(realm.consents(visitor.user())).isEmpty();
    }
  }

  @Nested
  class TakingBackEverything {
    @Test
    void isAskedOnceMore() {
      Visitor visitor = visitor();

      PermissionsPage page = visitor.permissions(realm).takeBackAll("app");

      assertThat(page.isConfirmation()).isTrue();
      assertThat(page.text()).contains("View your profile", "Log and edit workouts");
      assertThat(page.reload().isConfirmation()).as("after a reload").isTrue();
      assertThat(page.reload().keep().held("app")).hasSize(3);
    }

    @Test
    void endsTheAppsAccessAndKeepsWhatWasDeclined() {
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(app, REQUEST, "profile:read", "workouts:write");
      visitor.grant(other, "openid profile:read", "profile:read");

      PermissionsPage page = visitor.permissions(realm).takeBackAll("app").confirm();

      assertThat(page.message()).isEqualTo("Everything has been taken back from Fitness App.");
      assertThat(page.held("app")).isEmpty();
      assertThat(page.declined("app")).containsExactly("billing:read");
      assertThat(page.held("other")).containsExactly("profile:read");
      assertThat(app.refresh(tokens).error()).isEqualTo("invalid_grant");
      assertThat(revocations(visitor))
          .singleElement()
          .satisfies(
              event ->
                  assertThat(event.scopes("scopes_revoked"))
                      .contains("profile:read", "workouts:write", "workouts:read"));
    }
  }

  private static List<Event> revocations(Visitor visitor) {
    return realm.events().of(visitor.user(), "REVOKE_GRANT");
  }
}
