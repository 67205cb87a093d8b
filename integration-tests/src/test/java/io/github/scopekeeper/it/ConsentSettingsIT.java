package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ConsentPage;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an admin can set for a realm and for one client. */
class ConsentSettingsIT {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "denial.days", "7",
          "users.choose", "true",
          "preticked", "low-and-medium",
          "confirm.high.risk", "true");

  private static TestRealm realm;
  private static OAuthClient app;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("settings");
    app = realm.client(ClientSpec.confidential("app").consent());
  }

  @AfterEach
  void restoreDefaults() {
    realm.consentSettings(DEFAULTS);
  }

  @Test
  void areDrawnByTheAdminConsoleWithHelp() {
    JsonNode form =
        realm
            .admin()
            .get(realm.path("/authentication/required-actions/scope-consent/config-description"));

    assertThat(Json.stream(form.path("properties")).map(field -> field.path("name").asText()))
        .contains("denial.days", "users.choose", "preticked", "confirm.high.risk");
    assertThat(Json.stream(form.path("properties")))
        .filteredOn(field -> DEFAULTS.containsKey(field.path("name").asText()))
        .allSatisfy(field -> assertThat(field.path("helpText").asText()).isNotBlank());
  }

  @ParameterizedTest
  @CsvSource({"none, ''", "low, 'profile:read'", "low-and-medium, 'profile:read billing:read'"})
  void decideWhichBoxesStartTicked(String preticked, String expected) {
    realm.consentSettings(Map.of("preticked", preticked));

    ConsentPage page =
        new Visitor(realm).visit(app, "openid profile:read billing:read billing:manage").consent();

    assertThat(String.join(" ", page.ticked().stream().sorted((a, b) -> b.compareTo(a)).toList()))
        .isEqualTo(expected);
  }

  @Test
  void canLeaveOutTheConfirmation() {
    realm.consentSettings(Map.of("confirm.high.risk", "false"));

    Page page = new Visitor(realm).visit(app, "openid billing:manage");

    assertThat(page.consent().only("billing:manage").grant().isCallback()).isTrue();
  }

  @Test
  void canForgetADenialAtOnce() {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read billing:read", "profile:read");
    realm.consentSettings(Map.of("denial.days", "0"));

    assertThat(visitor.visit(app, "openid billing:read").asksForConsent()).isTrue();
  }

  @Nested
  class WithoutAChoice {
    @Test
    void everythingIsLockedAndGrantedTogether() {
      realm.consentSettings(Map.of("users.choose", "false"));

      ConsentPage page =
          new Visitor(realm).visit(app, "openid profile:read billing:read").consent();

      assertThat(page.choices()).isEmpty();
      assertThat(page.locked()).hasSize(2);
      assertThat(app.redeem(page.grant())).hasScopes("openid", "profile:read", "billing:read");
    }

    @Test
    void aDenialIsNotRemembered() {
      realm.consentSettings(Map.of("users.choose", "false"));
      Visitor visitor = new Visitor(realm);
      assertThat(visitor.visit(app, "openid profile:read").consent().deny().error())
          .isEqualTo("access_denied");

      assertThat(visitor.visit(app, "openid profile:read").asksForConsent())
          .as("nobody locks himself out of a client that needs everything")
          .isTrue();
    }

    @Test
    void aHighRiskIsStillConfirmed() {
      realm.consentSettings(Map.of("users.choose", "false"));

      Page page = new Visitor(realm).visit(app, "openid profile:read billing:manage");

      assertThat(page.consent().grant().asksForConfirmation()).isTrue();
    }
  }

  @Nested
  class OfOneClient {
    @Test
    void canTakeTheChoiceAway() {
      OAuthClient strict = client("strict", Map.of("users.choose", "off"));

      ConsentPage page =
          new Visitor(realm).visit(strict, "openid profile:read billing:read").consent();

      assertThat(page.choices()).isEmpty();
    }

    @Test
    void canGiveTheChoiceBack() {
      realm.consentSettings(Map.of("users.choose", "false"));
      OAuthClient lenient = client("lenient", Map.of("users.choose", "on"));

      ConsentPage page =
          new Visitor(realm).visit(lenient, "openid profile:read billing:read").consent();

      assertThat(page.choices()).containsExactlyInAnyOrder("profile:read", "billing:read");
    }

    @Test
    void canInheritIt() {
      OAuthClient heir = client("heir", Map.of("users.choose", "inherit"));

      ConsentPage page = new Visitor(realm).visit(heir, "openid profile:read").consent();

      assertThat(page.choices()).containsExactly("profile:read");
    }

    @Test
    void canRequireScopes() {
      OAuthClient needy =
          client("needy", Map.of("required.scopes", "profile:read##workouts:write"));
      Visitor visitor = new Visitor(realm);

      ConsentPage page =
          visitor.visit(needy, "openid profile:read workouts:write billing:read").consent();

      assertThat(page.choices()).containsExactly("billing:read");
      assertThat(page.deny().error()).isEqualTo("access_denied");
      ConsentPage again =
          visitor.visit(needy, "openid profile:read workouts:write billing:read").consent();
      assertThat(again.locked()).as("required ones are asked again").hasSize(2);
      assertThat(needy.redeem(again.grant()))
          .hasScopes("openid", "profile:read", "workouts:write", "workouts:read");
    }

    private OAuthClient client(String id, Map<String, String> settings) {
      return realm.client(ClientSpec.confidential(id).consent().consentSettings(settings));
    }
  }
}
