package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Events.Event;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.ScopeGrants;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Without a required permission an app cannot go on: taking it back ends the app's access, and says
 * so before. In a realm as the admin console makes it, where profile, email and roles are required.
 */
class RequiredPermissionsIT {
  private static final String REQUEST = "openid phone address offline_access";

  private static TestRealm realm;
  private static OAuthClient app;

  private Visitor visitor;
  private Tokens tokens;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fromConsole("console");
    app =
        realm.client(ClientSpec.confidential("app").consent().realmDefaults().name("Fitness App"));
  }

  @BeforeEach
  void grant() {
    visitor = new Visitor(realm);
    tokens = visitor.grant(app, REQUEST, "phone", "address", "offline_access");
  }

  private PermissionsPage page() {
    return visitor.permissions(realm);
  }

  private void assertNothingIsLost() {
    assertThat(app.refresh(tokens).scopes())
        .contains("openid", "profile", "email", "phone", "address", "offline_access");
    assertThat(revocations()).isEmpty();
  }

  private void assertAccessHasEnded() {
    assertThat(app.refresh(tokens).error()).isEqualTo("invalid_grant");
    assertThat(realm.consents(visitor.user())).isEmpty();
    assertThat(revocations())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.scopes("scopes_revoked"))
                    .contains("profile", "email", "roles", "phone", "address"));
  }

  private List<Event> revocations() {
    return realm.events().of(visitor.user(), "REVOKE_GRANT");
  }

  @Nested
  class OnTheUsersPage {
    @Test
    void theyAreSaidToBeRequired() {
      PermissionsPage page = page();

      for (String scope : List.of("profile", "email", "roles")) {
        assertThat(page.row("app", scope).text())
            .as(scope)
            .contains("Required: this app cannot work without it")
            .contains("Taking this back removes the app’s access")
            .contains("Remove access")
            .doesNotContain("Take back");
      }
      assertThat(page.row("app", "phone").text())
          .contains("Take back")
          .doesNotContain("Required", "Remove access");
    }

    @Test
    void takingOneBackIsToBeConfirmed() {
      PermissionsPage confirmation = page().takeBack("app", "profile");

      assertThat(confirmation.isConfirmation()).isTrue();
      assertThat(confirmation.page().text())
          .contains("Remove all access for Fitness App?")
          .contains("Fitness App cannot work without this permission: “User profile”")
          .contains("Phone number");
      assertThat(confirmation.reload().isConfirmation()).isTrue();
      assertThat(confirmation.reload().keep().held("app")).contains("profile", "phone");
      assertNothingIsLost();
    }

    @Test
    void confirmedItEndsTheAppsAccess() {
      PermissionsPage after = page().takeBack("app", "profile").confirm();

      assertThat(after.message()).isEqualTo("Everything has been taken back from Fitness App.");
      assertThat(after.apps()).isEmpty();
      assertAccessHasEnded();
    }

    @Test
    void aConfirmationOfEverythingDoesNotSpeakOfTheOnePermissionBefore() {
      page().takeBack("app", "profile").keep();

      assertThat(page().takeBackAll("app").page().text())
          .contains("Take back everything from Fitness App?")
          .doesNotContain("cannot work without this permission");
    }

    @Test
    void theOthersAreTakenBackOneByOne() {
      PermissionsPage after = page().takeBack("app", "phone");

      assertThat(after.held("app")).contains("profile", "address").doesNotContain("phone");
      assertThat(app.refresh(tokens).scopes())
          .contains("profile", "address")
          .doesNotContain("phone");
    }
  }

  @Nested
  class GivenBackByTheApp {
    @Test
    void theyAreRefusedWithTheReason() {
      for (String query : List.of("", "all=false")) {
        Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("profile", query);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.error()).isEqualTo("required_scope");
        assertThat(answer.body().path("error_description").asText())
            .contains("cannot work without profile", "all=true");
      }
      assertNothingIsLost();
    }

    @Test
    void withAllTheAccessEnds() {
      Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("profile", "all=true");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(ScopeGrants.names(answer, "revoked")).contains("profile", "email", "phone");
      assertAccessHasEnded();
    }

    @Test
    void withAllAnyScopeThatIsHeldEndsTheAccess() {
      Rest.Answer none = ScopeGrants.with(realm, tokens).giveBack("microprofile-jwt", "all=true");
      assertThat(ScopeGrants.names(none, "revoked")).isEmpty();
      assertNothingIsLost();

      ScopeGrants.with(realm, tokens).giveBack("phone", "all=true");

      assertAccessHasEnded();
    }

    @Test
    void nothingElseButTrueAndFalseIsUnderstood() {
      for (String query : List.of("all=", "all=yes", "all=TRUE", "all=true&all=true")) {
        Rest.Answer answer = ScopeGrants.with(realm, tokens).giveBack("phone", query);

        assertThat(answer.status()).as(query).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
      }
      assertNothingIsLost();
    }
  }

  @Nested
  class OfAClientsOwnWish {
    private final TestRealm fitness = TestRealm.fitness("wish");
    private final OAuthClient choosy =
        fitness.client(
            ClientSpec.confidential("choosy")
                .consent()
                .consentSettings(Map.of("required.scopes", "workouts:read")));

    @Test
    void takingOneBackEndsTheAccess() {
      Visitor user = new Visitor(fitness);
      Tokens own = user.grant(choosy, "openid profile:read workouts:read", "profile:read");
      PermissionsPage page = user.permissions(fitness);

      assertThat(page.row("choosy", "workouts:read").text()).contains("Remove access");
      assertThat(ScopeGrants.with(fitness, own).giveBack("workouts:read").status()).isEqualTo(409);
      assertThat(page.takeBack("choosy", "workouts:read").confirm().apps()).isEmpty();
      assertThat(choosy.refresh(own).error()).isEqualTo("invalid_grant");
    }

    @Test
    void takingBackWhatTheyIncludeEndsTheAccessToo() {
      fitness.scope("workouts:read").tryChangeEntry(Map.of("implies", "profile:read"));
      Visitor user = new Visitor(fitness);
      Tokens own = user.grant(choosy, "openid profile:read workouts:read", "profile:read");

      PermissionsPage page = user.permissions(fitness);

      assertThat(page.row("choosy", "profile:read").text())
          .contains("Remove access")
          .doesNotContain("Required");
      assertThat(page.takeBack("choosy", "profile:read").isConfirmation()).isTrue();
      assertThat(ScopeGrants.with(fitness, own).giveBack("profile:read").status()).isEqualTo(409);
    }
  }
}
