package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.AdminClient.Answer;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.ScopeHandle;
import io.github.scopekeeper.it.support.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an admin who keeps the catalog sees of it. */
class CatalogFormIT {
  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("catalog-form");
  }

  @Nested
  class TheForm {
    @Test
    void hasALabelAndAHelpTextForEveryField() {
      JsonNode fields = entryType().path("properties");

      assertThat(Json.stream(fields).map(field -> field.path("name").asText()))
          .containsExactlyInAnyOrder(
              "label",
              "description",
              "category",
              "resource",
              "action",
              "ownership",
              "risk",
              "privileged",
              "requires.reauth",
              "max.auth.age",
              "implies",
              "aliases");
      assertThat(Json.stream(fields))
          .as("fields that explain themselves")
          .allSatisfy(field -> assertThat(field.path("helpText").asText()).isNotBlank())
          .allSatisfy(field -> assertThat(field.path("label").asText()).isNotBlank());
    }

    @Test
    void offersTheValuesThereAre() {
      assertThat(options("risk")).containsExactly("low", "medium", "high");
      assertThat(options("action")).containsExactly("read", "write", "delete", "manage", "admin");
      assertThat(options("ownership")).containsExactly("own", "shared", "all");
    }

    private Iterable<String> options(String field) {
      return Json.stream(entryType().path("properties"))
          .filter(property -> property.path("name").asText().equals(field))
          .flatMap(property -> Json.stream(property.path("options")).map(JsonNode::asText))
          .toList();
    }

    private JsonNode entryType() {
      JsonNode types = realm.admin().serverInfo().path("protocolMapperTypes");
      return Json.stream(types.path("openid-connect"))
          .filter(type -> type.path("id").asText().equals("scope-catalog-entry"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class Saving {
    @Test
    void keepsWhatWasEntered() {
      ScopeHandle scope = realm.scope("saved:read", Map.of());
      Map<String, String> config =
          Map.of(
              "label", "Read",
              "risk", "high",
              "privileged", "true",
              "requires.reauth", "true",
              "max.auth.age", "60",
              "implies", "profile:read##workouts:read");

      scope.entry(config);

      assertThat(scope.entryRepresentation().path("config")).isEqualTo(Json.object(config));
    }

    @Test
    void namesAnImpliedScopeThatTheRealmDoesNotHave() {
      Answer answer =
          realm.scope("unknown:write", Map.of()).tryEntry(Map.of("implies", "unknown:raed"));

      assertRefused(answer, "unknown:raed");
    }

    @Test
    void namesThePathOfACycle() {
      ScopeHandle first = realm.scope("circle:first", Map.of("label", "First"));
      realm.scope("circle:second", Map.of("implies", "circle:first"));
      realm.scope("circle:third", Map.of("implies", "circle:second"));

      Answer answer = first.tryChangeEntry(Map.of("implies", "circle:third"));

      assertRefused(answer, "circle:first → circle:third → circle:second → circle:first");
    }

    @Test
    void keepsOlderNamesAlsoOfScopesThatThereStillAre() {
      realm.scope("write:meals", Map.of("label", "The old one"));
      ScopeHandle scope = realm.scope("meals:write", Map.of());
      Map<String, String> config = Map.of("aliases", "write:meals##Meals.Write");

      scope.entry(config);

      assertThat(scope.entryRepresentation().path("config")).isEqualTo(Json.object(config));
    }

    @Test
    void refusesAnOlderNameThatAnotherScopeHas() {
      realm.scope("sleep:write", Map.of("aliases", "write:sleep##Sleep.Write"));

      Answer answer =
          realm.scope("naps:write", Map.of()).tryEntry(Map.of("aliases", "write:sleep"));

      assertRefused(answer, "write:sleep is an older name of the scope sleep:write already");
    }

    @Test
    void letsAScopeKeepItsOwnOlderNames() {
      ScopeHandle scope = realm.scope("mood:write", Map.of("aliases", "write:mood"));

      assertThat(scope.tryChangeEntry(Map.of("label", "Mood")).ok()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"named:read", "openid", "offline_access", "old name"})
    void refusesWhatNoScopeCanHaveBeenCalled(String alias) {
      ScopeHandle scope = realm.scope("named:read", Map.of());

      Answer answer = scope.tryEntry(Map.of("aliases", alias));
      scope.delete();

      String why = Map.of("named:read", "itself", "old name", "a space").getOrDefault(alias, alias);
      assertRefused(answer, why);
    }

    @Test
    void refusesAScopeThatImpliesItself() {
      Answer answer = realm.scope("self:read", Map.of()).tryEntry(Map.of("implies", "self:read"));

      assertRefused(answer, "self:read");
    }

    @ParameterizedTest
    @CsvSource({
      "max.auth.age, soon",
      "max.auth.age, 1.5",
      "max.auth.age, 99999999999999999999",
      "risk, extreme",
      "action, fly",
      "ownership, nobody's"
    })
    void namesTheFieldAndTheBadValue(String field, String value) {
      ScopeHandle scope = realm.scope("bad:" + Math.abs((field + value).hashCode()), Map.of());

      Answer answer = scope.tryEntry(Map.of(field, value));

      assertRefused(answer, value);
      assertThat(answer.error()).as("the field").contains(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5"})
    void refusesAnAgeThatNoLoginCouldHave(String seconds) {
      ScopeHandle scope = realm.scope("ageless:" + seconds, Map.of());

      Answer answer = scope.tryEntry(Map.of("max.auth.age", seconds));

      assertRefused(answer, "at least 1 second");
    }

    @Test
    void refusesASecondEntryOnTheSameScope() {
      ScopeHandle scope = realm.scope("twice:read", Map.of("label", "Once"));

      Answer answer =
          realm
              .admin()
              .attempt(
                  "POST",
                  realm.path("/client-scopes/" + scope.id() + "/protocol-mappers/models"),
                  Map.of(
                      "name", "another name",
                      "protocol", "openid-connect",
                      "protocolMapper", "scope-catalog-entry",
                      "config", Map.of("label", "Twice")));

      assertRefused(answer, "twice:read");
    }

    @Test
    void refusesAnEntryOnAClient() {
      realm.client(ClientSpec.publicClient("no-scope"));

      Answer answer =
          realm
              .admin()
              .attempt(
                  "POST",
                  realm.path(
                      "/clients/%s/protocol-mappers/models"
                          .formatted(realm.clientUuid("no-scope"))),
                  Map.of(
                      "name", "entry",
                      "protocol", "openid-connect",
                      "protocolMapper", "scope-catalog-entry",
                      "config", Map.of("label", "No")));

      assertRefused(answer, "client scope");
    }

    @Test
    void takesAnyScopeTokenOfTheSpecification() {
      realm.scope("patient/*.read", Map.of("risk", "low"));
      realm.scope("https://api.example.com/auth/calendar.readonly", Map.of("risk", "low"));
      realm.scope(
          "User.Read",
          Map.of("implies", "patient/*.read##https://api.example.com/auth/calendar.readonly"));
      var machine =
          realm.client(
              ClientSpec.confidential("odd-names")
                  .serviceAccount()
                  .optional(
                      "patient/*.read",
                      "https://api.example.com/auth/calendar.readonly",
                      "User.Read"));

      assertThat(machine.clientCredentials("User.Read"))
          .hasScopes(
              "User.Read", "patient/*.read", "https://api.example.com/auth/calendar.readonly");
    }

    private void assertRefused(Answer answer, String cause) {
      assertThat(answer.status()).as("status of %s", answer.body()).isEqualTo(400);
      assertThat(answer.error()).as("the cause").contains(cause);
    }
  }
}
