package io.github.scopekeeper.it;

import static io.github.scopekeeper.it.support.TokensAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.AdminClient.Answer;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Page;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.Visitor;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clients may have earlier grants merged: another app can pass for a public one. */
class IncrementalClientsIT {
  private static final String KEY = "include.granted.scopes";

  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("incremental-clients");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"without the mapper", "default", "on"})
  void aConfidentialOneMay(String setting) {
    OAuthClient app = client(ClientSpec.confidential("confidential-" + setting.length()), setting);

    assertThat(app.redeem(second(app))).hasScopes("openid", "profile:read");
  }

  @Test
  void aConfidentialOneMayNotWhereTheAdminSaysSo() {
    OAuthClient app = client(ClientSpec.confidential("confidential-off"), "off");

    assertThat(app.redeem(second(app))).hasScopes("openid");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"without the mapper", "default", "off"})
  void aPublicOneMayNot(String setting) {
    OAuthClient app = client(ClientSpec.publicClient("public-" + setting.length()), setting);

    assertThat(app.redeem(second(app))).hasScopes("openid");
  }

  @Test
  void aPublicOneMayWhereTheAdminSaysSo() {
    OAuthClient app = client(ClientSpec.publicClient("public-on"), "on");

    assertThat(app.redeem(second(app))).hasScopes("openid", "profile:read");
  }

  @Test
  void aPublicOneThatPushesItsRequestIsNoLessPublic() {
    OAuthClient app = realm.client(ClientSpec.publicClient("pushing").consent());
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read", "profile:read");

    Page page = visitor.browser().open(app.pushed(app.request("openid").includeGranted()));

    assertThat(app.redeem(page)).hasScopes("openid");
  }

  private static OAuthClient client(ClientSpec spec, String setting) {
    ClientSpec client = spec.consent();
    boolean mapped = !setting.startsWith("without");
    return realm.client(mapped ? client.consentSettings(Map.of(KEY, setting)) : client);
  }

  /** What comes of the merging request of somebody who has granted {@code profile:read}. */
  private static Page second(OAuthClient app) {
    Visitor visitor = new Visitor(realm);
    visitor.grant(app, "openid profile:read", "profile:read");
    return visitor.visit(app.request("openid").includeGranted());
  }

  @Nested
  class TheAdminsForm {
    @Test
    void offersTheThreeChoicesWithHelp() {
      JsonNode types = realm.admin().serverInfo().at("/protocolMapperTypes/openid-connect");
      JsonNode form =
          Json.stream(types)
              .filter(type -> type.path("id").asText().equals("scope-consent-settings"))
              .findFirst()
              .orElseThrow();

      assertThat(Json.stream(form.path("properties")))
          .filteredOn(property -> property.path("name").asText().equals(KEY))
          .singleElement()
          .satisfies(
              property -> {
                assertThat(Json.stream(property.path("options")).map(JsonNode::asText))
                    .containsExactlyInAnyOrder("default", "on", "off");
                assertThat(property.path("helpText").asText()).isNotBlank();
                assertThat(property.path("label").asText()).isNotBlank();
              });
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "ON", "sometimes", "<b>on</b>"})
    void refusesAnythingElseWithASentence(String value) {
      realm.client(ClientSpec.publicClient("refused-" + Math.abs(value.hashCode())).consent());
      String mappers = mappers("refused-" + Math.abs(value.hashCode()));

      Answer answer = realm.admin().attempt("POST", mappers, settings(value));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body().toString()).as("a sentence").contains(" ");
      assertThat(realm.admin().get(mappers)).as("nothing is saved").isEmpty();
    }

    @Test
    void savesAChangeThatHoldsFromTheNextRequestOn() {
      OAuthClient app = client(ClientSpec.publicClient("changing"), "on");
      ObjectNode mapper = (ObjectNode) realm.admin().get(mappers("changing")).get(0);
      mapper.withObject("/config").put(KEY, "off");

      realm.admin().put(mappers("changing") + "/" + mapper.path("id").asText(), mapper);

      assertThat(app.redeem(second(app))).hasScopes("openid");
    }

    private static ObjectNode settings(String value) {
      return Json.object(
          Map.of(
              "name", "consent settings",
              "protocol", "openid-connect",
              "protocolMapper", "scope-consent-settings",
              "config", Map.of(KEY, value)));
    }

    private static String mappers(String clientId) {
      return realm.path("/clients/" + realm.clientUuid(clientId) + "/protocol-mappers/models");
    }
  }
}
