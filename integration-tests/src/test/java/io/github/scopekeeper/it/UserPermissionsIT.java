package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scopekeeper.it.support.AccountConsole;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.PermissionsPage;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.Servers;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import io.github.scopekeeper.it.support.Visitor;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What users see of the apps that they have answered. */
class UserPermissionsIT {
  private static final String REQUEST = "openid profile:read workouts:write billing:read";

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("permissions");
    app = realm.client(ClientSpec.confidential("app").consent().name("Fitness App"));
  }

  /** Allows the app to read the profile and write workouts, and refuses to show it the bills. */
  private static Visitor visitor() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, REQUEST, "profile:read", "workouts:write");
    return visitor;
  }

  @Nested
  class Shown {
    @Test
    void isWhatEachAppMayDoSinceWhenAndWhatWasDeclinedUntilWhen() {
      PermissionsPage page = visitor().permissions(realm);

      assertThat(page.apps()).containsExactly("app");
      assertThat(page.held("app"))
          .containsExactlyInAnyOrder("profile:read", "workouts:write", "workouts:read");
      assertThat(page.declined("app")).containsExactly("billing:read");
      assertThat(page.app("app").text())
          .contains("Fitness App", "3 permissions", "Last used:", "Profile Information");
      assertThat(page.row("app", "workouts:write").text())
          .contains("Log and edit workouts", "Medium risk", "Allowed on")
          .contains("Goes with it: View your workouts");
      assertThat(page.row("app", "billing:read").text())
          .contains("View your billing", "Declined on", "not be asked again before");
    }

    @Test
    void areDatesThatProgramsCanReadToo() {
      PermissionsPage page = visitor().permissions(realm);

      String declined = page.row("app", "billing:read").select("time").get(0).attr("datetime");
      String until = page.row("app", "billing:read").select("time").get(1).attr("datetime");

      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      assertThat(LocalDate.parse(declined.substring(0, 10))).isBetween(today.minusDays(1), today);
      assertThat(LocalDate.parse(until.substring(0, 10)))
          .isEqualTo(LocalDate.parse(declined.substring(0, 10)).plusDays(7));
    }

    @Test
    void isNothingOfOthersAndNothingThatNobodyWasAskedFor() {
      visitor();
      OAuthClient trusted = realm.client(ClientSpec.confidential("trusted"));
      Visitor somebodyElse = new Visitor(realm);
      trusted.redeem(somebodyElse.visit(trusted, "openid profile:read"));

      PermissionsPage page = somebodyElse.permissions(realm);

      assertThat(page.apps()).isEmpty();
      assertThat(page.text()).contains("You have given no app any permission");
    }

    @Test
    void isAnAppThatWasOnlyRefused() {
      Visitor visitor = new Visitor(realm);
      visitor.visit(app, "openid billing:read").consent().deny();

      PermissionsPage page = visitor.permissions(realm);

      assertThat(page.held("app")).isEmpty();
      assertThat(page.declined("app")).containsExactly("billing:read");
      assertThat(page.text()).doesNotContain("Take back everything");
    }

    @Test
    void isThatThereIsMoreThanCanBeListed() {
      ScopeHandle notes = realm.scope("notes", Map.of());
      OAuthClient client =
          realm.client(ClientSpec.confidential("notebook").consent().optional("notes"));
      Visitor visitor = new Visitor(realm);
      visitor.grant(client, "openid notes", "notes");
      notes.attribute(unchecked(), "true");

      PermissionsPage page = visitor.permissions(realm);

      assertThat(page.held("notebook")).isEmpty();
      assertThat(page.app("notebook").text()).contains("cannot be listed one by one");
      assertThat(page.takeBackAll("notebook").confirm().apps()).isEmpty();
    }

    /** The attribute's name in other versions than this one, which would check it. */
    private static String unchecked() {
      return Servers.keycloakIsAtLeast(26, 7) ? "is.dynamic.scope" : "is.parameterized.scope";
    }

    @Test
    void isADenialThatIsOverWithoutAButton() {
      TestRealm impatient = TestRealm.fitness("impatient");
      impatient.consentSettings(Map.of("denial.days", "0"));
      OAuthClient client = impatient.client(ClientSpec.confidential("app").consent());
      Visitor visitor = new Visitor(impatient);
      visitor.grant(client, REQUEST, "profile:read");

      PermissionsPage page = visitor.permissions(impatient);

      assertThat(page.declined("app")).isEmpty();
      assertThat(page.row("app", "billing:read").text()).contains("may ask you for this again");
    }
  }

  @Test
  void whatWasDeclinedIsAskedAgainIfTheUserWantsIt() {
    Visitor visitor = visitor();
    assertThat(visitor.visit(app, "openid billing:read").isCallback()).isTrue();

    PermissionsPage page = visitor.permissions(realm).askAgain("app", "billing:read");

    assertThat(page.message())
        .isEqualTo("Fitness App may ask you for this again: View your billing");
    assertThat(page.declined("app")).isEmpty();
    assertThat(visitor.visit(app, "openid billing:read").consent().choices())
        .containsExactly("billing:read");
  }

  @Nested
  class TheAccountConsole {
    @Test
    void whatTheAppMayAskForAgainIsNotGrantedByWhatIncludesIt() {
      ScopeHandle top = realm.scope("again:top", Map.of("risk", "low"));
      realm.scope("again:end", Map.of("risk", "low"));
      OAuthClient other =
          realm.client(
              ClientSpec.confidential("again").consent().optional("again:top", "again:end"));
      Visitor visitor = new Visitor(realm);
      Tokens tokens = visitor.grant(other, "openid again:top again:end", "again:top");
      assertThat(top.tryChangeEntry(Map.of("implies", "again:end")).ok()).isTrue();

      PermissionsPage page = visitor.permissions(realm).askAgain("again", "again:end");

      assertThat(page.message()).contains("may ask you for this again");
      assertThat(other.refresh(tokens).scopes()).doesNotContain("again:end");
      assertThat(visitor.visit(other, "openid again:end").consent().choices())
          .containsExactly("again:end");
    }

    @Test
    void showsWhatIsLeft() {
      Visitor visitor = visitor();
      AccountConsole console = AccountConsole.of(visitor.user(), realm);
      int before = console.grantedTo("app").size();

      visitor.permissions(realm).takeBack("app", "profile:read");

      assertThat(console.grantedTo("app")).hasSize(before - 1);
    }

    @Test
    void takesBackWhatIsShownHere() {
      Visitor visitor = visitor();

      AccountConsole.of(visitor.user(), realm).revoke("app");

      PermissionsPage page = visitor.permissions(realm);
      assertThat(page.held("app")).isEmpty();
      assertThat(page.declined("app")).containsExactly("billing:read");
    }
  }
}
