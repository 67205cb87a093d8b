package io.github.scopekeeper.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scopekeeper.it.support.Http;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.TestRealm;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can find out by itself; that all else is as in Keycloak, StockEqualityIT sees. */
class MetadataIT {
  static final List<String> ADDED =
      List.of(
          "incremental_authz_types_supported",
          "grant_management_endpoint",
          "grant_management_actions_supported");

  private static TestRealm realm;

  @BeforeAll
  static void createRealm() {
    realm = TestRealm.fitness("metadata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/realms/{realm}/.well-known/openid-configuration",
        "/realms/{realm}/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/realms/{realm}"
      })
  void saysWhatIsThere(String path) {
    JsonNode metadata = document(path);

    assertThat(Json.stream(metadata.path(ADDED.get(0))).map(JsonNode::asText))
        .containsExactlyInAnyOrder("confidential", "public");
    assertThat(metadata.path(ADDED.get(1)).asText()).isEqualTo(realm.url() + "/grant-management");
    assertThat(Json.stream(metadata.path(ADDED.get(2))).map(JsonNode::asText))
        .containsExactlyInAnyOrder("create", "merge", "replace", "query", "revoke");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid-configuration", "oauth-authorization-server"})
  void isStillTheServersOwn(String document) {
    JsonNode metadata = document("/realms/{realm}/.well-known/" + document);

    assertThat(metadata.path("issuer").asText()).isEqualTo(realm.url().toString());
    assertThat(metadata.path("token_endpoint").asText())
        .isEqualTo(realm.url() + "/protocol/openid-connect/token");
    assertThat(metadata.path("scopes_supported")).isNotEmpty();
    assertThat(metadata.hasNonNull("pushed_authorization_request_endpoint")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openid-configuration", "oauth-authorization-server"})
  void isReadByAppsInBrowsersAsBefore(String document) {
    URI uri = URI.create(realm.url() + "/.well-known/" + document);

    HttpResponse<String> response =
        Http.send(Http.request(uri).header("Origin", "http://localhost:3000").build());

    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isPresent();
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
  }

  private static JsonNode document(String path) {
    URI uri = URI.create(realm.server().url() + path.replace("{realm}", realm.name()));
    HttpResponse<String> response = Http.send(Http.request(uri).build());
    assertThat(response.statusCode()).as("%s", uri).isEqualTo(200);
    return Json.parse(response.body());
  }
}
