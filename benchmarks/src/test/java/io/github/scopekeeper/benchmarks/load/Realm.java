package io.github.scopekeeper.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.ClientSpec;
import io.github.scopekeeper.it.support.Json;
import io.github.scopekeeper.it.support.KeycloakServer;
import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.TestRealm;
import io.github.scopekeeper.it.support.TestUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The fitness realm as the load run uses it: of any size, and also without anything of ours.
 *
 * @param asking a client that asks its users for consent
 */
record Realm(OAuthClient client, OAuthClient asking, List<TestUser> users) {

  private static final Path FITNESS =
      Path.of(System.getProperty("basedir", ".")).resolve("../realm-config/fitness-realm.json");

  /** With the catalog and the login flow that it is shipped with. */
  static Realm withEntries(KeycloakServer server, String name, int scopes) {
    return create(server, fitness(name, scopes));
  }

  /** The same client scopes, but as any Keycloak knows them. */
  static Realm withoutEntries(KeycloakServer server, String name, int scopes) {
    ObjectNode realm = fitness(name, scopes);
    realm.remove(List.of("browserFlow", "authenticationFlows", "authenticatorConfig"));
    remove(realm.withArray("/requiredActions"), "providerId", "scope-consent");
    for (JsonNode scope : realm.withArray("/clientScopes")) {
      remove(scope.withArray("/protocolMappers"), "protocolMapper", "scope-catalog-entry");
    }
    return create(server, realm);
  }

  private static void remove(ArrayNode from, String key, String value) {
    from.removeIf(element -> element.path(key).asText().equals(value));
  }

  private static ObjectNode fitness(String name, int scopes) {
    try {
      String json = Files.readString(FITNESS).replace("/realms/fitness/", "/realms/" + name + "/");
      ObjectNode realm =
          (ObjectNode) Json.parse(json.replace("default-roles-fitness", "default-roles-" + name));
      realm.put("realm", name).put("passwordPolicy", "hashIterations(1)");
      // codes are fetched before the clock starts, and saving events would blur what is measured
      realm.put("accessCodeLifespan", 1800).put("eventsEnabled", false);
      realm.put("adminEventsEnabled", false);
      fill(realm.withArray("/clientScopes"), scopes);
      return realm;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(ArrayNode clientScopes, int size) {
    for (int i = clientScopes.size(); i < size; i++) {
      Map<String, String> config =
          Map.of("label", "Filler " + i, "category", "filler", "risk", "low");
      Map<String, Object> entry =
          Map.of(
              "name", "catalog entry",
              "protocol", "openid-connect",
              "protocolMapper", "scope-catalog-entry",
              "config", config);
      Map<String, Object> scope =
          Map.of(
              "name",
              "filler-" + i + ":read",
              "protocol",
              "openid-connect",
              "protocolMappers",
              List.of(entry));
      clientScopes.add(Json.object(scope));
    }
  }

  private static Realm create(KeycloakServer server, ObjectNode representation) {
    TestRealm realm = TestRealm.imported(server, representation);
    OAuthClient client =
        realm.client(ClientSpec.confidential("load").serviceAccount().directGrants());
    OAuthClient asking = realm.client(ClientSpec.confidential("asking").consent());
    List<TestUser> users =
        IntStream.range(0, Team.WORKERS).mapToObj(i -> realm.user("worker-" + i)).toList();
    return new Realm(client, asking, users);
  }
}
