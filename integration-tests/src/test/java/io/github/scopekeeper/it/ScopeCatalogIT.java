package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.ImportedScope;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.RealmResource;
import io.github.scopekeeper.it.support.Rest;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What APIs and apps learn of a realm's scopes. */
class ScopeCatalogIT {
  private static TestRealm realm;

  @BeforeAll
  static void importRealm() {
    realm =
        TestRealm.fitness(
            "catalog",
            json -> {
              json.withObject("/localizationTexts/en").put("sharing", "Share");
              json.withObject("/localizationTexts/de").put("sharing", "Teilen");
              ImportedScope.addHidden(json, "secret:read", Map.of("label", "Nobody's business"));
              ImportedScope.addHidden(json, "secret:old");
              ImportedScope.add(json, "bare:scope", Map.of());
              ImportedScope.add(json, "no:entry");
              ImportedScope.add(json, "broken:risk", Map.of("risk", "extreme"));
              ImportedScope.add(json, "broken:twice", Map.of("label", "1"), Map.of("label", "2"));
              ImportedScope.add(
                  json, "calm:scope", Map.of("max.auth.age", "60", "requires.reauth", "false"));
              ImportedScope.add(json, "workouts:share", entryOfSharing());
            });
  }

  private static Map<String, String> entryOfSharing() {
    return Map.ofEntries(
        Map.entry("label", "${sharing}"),
        Map.entry("description", "<b>\"Everything\"</b>"),
        Map.entry("category", "workouts"),
        Map.entry("resource", "workouts"),
        Map.entry("action", "manage"),
        Map.entry("ownership", "shared"),
        Map.entry("risk", "high"),
        Map.entry("privileged", "true"),
        Map.entry("requires.reauth", "true"),
        Map.entry("max.auth.age", "60"),
        Map.entry("implies", "workouts:write##secret:read##workouts:read"),
        Map.entry("aliases", "share:workouts##secret:old##Workouts.Share"));
  }

  @Nested
  class AnEntry {
    @Test
    void isToldWhole() {
      ObjectNode told = (ObjectNode) scope(read(""), "workouts:share").orElseThrow();

      assertThat(told)
          .isEqualTo(
              Json.parse(
                  """
                  {"name": "workouts:share", "label": "Share",
                   "description": "<b>\\"Everything\\"</b>",
                   "category": "workouts", "category_label": "Workout Data",
                   "resource": "workouts", "action": "manage", "ownership": "shared",
                   "risk": "high", "privileged": true, "requires_reauthentication": true,
                   "max_authentication_age": 60,
                   "implied": ["workouts:read", "workouts:write"],
                   "aliases": ["Workouts.Share", "share:workouts"]}
                  """));
    }

    @Test
    void thatSaysNothingIsOfLowRisk() {
      assertThat(scope(read(""), "bare:scope"))
          .contains(
              Json.parse(
                  """
                  {"name": "bare:scope", "label": "bare:scope", "risk": "low",
                   "privileged": false, "requires_reauthentication": false, "implied": []}
                  """));
    }

    @Test
    void tellsAnAgeOnlyWhereALoginIsDemanded() {
      assertThat(scope(read(""), "calm:scope").orElseThrow().has("max_authentication_age"))
          .isFalse();
    }

    @Test
    void thatIsBrokenIsLeftOut() {
      assertThat(names(read(""))).doesNotContain("broken:risk", "broken:twice");
    }
  }

  @Test
  void theListHasAllScopesWithAnEntryByName() {
    JsonNode catalog = read("");

    assertThat(catalog.path("issuer").asText()).isEqualTo(realm.url().toString());
    assertThat(names(catalog))
        .isSorted()
        .contains("profile:read", "billing:manage", "admin:users", "bare:scope")
        .doesNotContain("no:entry", "basic", "email");
  }

  @Nested
  class Languages {
    @ParameterizedTest
    @CsvSource({
      "'', , en",
      "'', de-AT, de",
      "'', 'fr, de;q=0.5', de",
      "?lang=de, , de",
      "?lang=de, en, de",
      "?lang=de-CH, en, de",
      "?lang=fr, de, de",
      "?lang=fr, , en",
      "?lang=, de, de",
      "?lang=%3Cscript%3E, , en",
      "?lang=*;q=many, , en"
    })
    void areTakenFromTheAddressThenFromTheHeader(String query, String header, String language) {
      RealmResource catalog = RealmResource.of(realm, "scope-catalog" + query);
      Optional.ofNullable(header).ifPresent(l -> catalog.header("Accept-Language", l));

      JsonNode answer = catalog.get().body();

      assertThat(answer.path("language").asText()).isEqualTo(language);
      assertThat(scope(answer, "workouts:share").orElseThrow().path("label").asText())
          .isEqualTo(language.equals("de") ? "Teilen" : "Share");
      assertThat(scope(answer, "workouts:read").orElseThrow().path("category_label").asText())
          .isEqualTo(language.equals("de") ? "Trainingsdaten" : "Workout Data");
    }

    @Test
    void mayBeNonsenseOfAnyLength() {
      RealmResource catalog = RealmResource.of(realm, "scope-catalog?lang=" + "de,".repeat(2_000));

      assertThat(catalog.get().body().path("language").asText()).isEqualTo("en");
    }
  }

  @Nested
  class HiddenScopes {
    @Test
    void areNeitherListedNorNamed() {
      assertThat(read("").toString()).doesNotContain("secret:", "scope_audit");
    }

    @Test
    void areSeenByAnApiThatMay() {
      JsonNode catalog = read(realm.existing("fitness-api", "fitness-api-secret"));

      assertThat(names(catalog)).contains("secret:read");
      JsonNode sharing = scope(catalog, "workouts:share").orElseThrow();
      assertThat(Json.stream(sharing.path("implied")).map(JsonNode::asText))
          .containsExactly("secret:read", "workouts:read", "workouts:write");
      assertThat(Json.stream(sharing.path("aliases")).map(JsonNode::asText))
          .containsExactly("Workouts.Share", "secret:old", "share:workouts");
    }

    @Test
    void areNotSeenByAnApiWithoutTheScope() {
      realm.client(ClientSpec.confidential("other-api").serviceAccount());

      assertThat(read(realm.existing("other-api", "other-api-secret")).toString())
          .doesNotContain("secret:");
    }

    @Test
    void areNotSeenByAUser() {
      OAuthClient app =
          realm.client(
              ClientSpec.confidential("app").directGrants().defaults("basic", "scope_catalog"));
      Tokens tokens = app.password(realm.user(), "openid");
      assertThat(tokens.scopes()).contains("scope_catalog");

      Rest.Answer answer = RealmResource.of(realm, "scope-catalog").bearer(tokens).get();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().toString()).doesNotContain("secret:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
  void nothingElseIsDoneHere(String method) {
    assertThat(RealmResource.of(realm, "scope-catalog").send(method).status()).isEqualTo(405);
  }

  private static JsonNode read(OAuthClient api) {
    return RealmResource.of(realm, "scope-catalog").bearer(api.clientCredentials()).get().body();
  }

  private static JsonNode read(String query) {
    return RealmResource.of(realm, "scope-catalog" + query).get().body();
  }

  private static List<String> names(JsonNode catalog) {
    return Json.stream(catalog.path("scopes")).map(s -> s.path("name").asText()).toList();
  }

  private static Optional<JsonNode> scope(JsonNode catalog, String name) {
    return Json.stream(catalog.path("scopes"))
        .filter(scope -> scope.path("name").asText().equals(name))
        .findFirst();
  }
}
