package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A realm of a test class's own: the fitness realm that we ship, under another name. */
public final class TestRealm {
  /** As cheap as can be: hashing for real takes most of the time of a login, and of a new user. */
  public static final String PASSWORD_POLICY = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)";

  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final KeycloakServer server;
  private final String name;

  private TestRealm(KeycloakServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /** On the server with our JARs. */
  public static TestRealm fitness(String purpose) {
    return fitness(purpose, realm -> {});
  }

  public static TestRealm fitness(String purpose, Consumer<ObjectNode> change) {
    return shipped("fitness", purpose, change);
  }

  /** On another server than the one that most tests share. */
  public static TestRealm fitness(KeycloakServer server, String purpose) {
    return shipped(server, "fitness", purpose, realm -> {});
  }

  /** One of the realms that we ship, under a name of its own. */
  public static TestRealm shipped(String original, String purpose, Consumer<ObjectNode> change) {
    return shipped(Servers.scopekeeper(), original, purpose, change);
  }

  private static TestRealm shipped(
      KeycloakServer server, String original, String purpose, Consumer<ObjectNode> change) {
    String name = purpose + "-" + COUNTER.incrementAndGet();
    String json =
        shippedJson(original)
            .replace("default-roles-" + original, "default-roles-" + name)
            .replace("/realms/" + original + "/", "/realms/" + name + "/");
    ObjectNode realm = (ObjectNode) Json.parse(json);
    realm.put("realm", name).put("passwordPolicy", PASSWORD_POLICY);
    change.accept(realm);
    return imported(server, realm);
  }

  /** As somebody makes one in the admin console: a name, our two actions switched on, no more. */
  public static TestRealm fromConsole(String purpose) {
    String name = purpose + "-" + COUNTER.incrementAndGet();
    TestRealm realm =
        imported(
            Servers.scopekeeper(),
            Json.object(
                Map.of(
                    "realm",
                    name,
                    "enabled",
                    true,
                    "eventsEnabled",
                    true,
                    "passwordPolicy",
                    PASSWORD_POLICY)));
    realm.register("scope-consent", "Scope consent");
    realm.register("scope-permissions", "Scope permissions");
    return realm;
  }

  private void register(String action, String displayName) {
    admin()
        .post(
            path("/authentication/register-required-action"),
            Map.of("providerId", action, "name", displayName));
  }

  /** Changes a realm before it is imported: how old a login may be for this scope. */
  public static void maxAge(ObjectNode realm, String scope, Duration age) {
    for (JsonNode found : realm.path("clientScopes")) {
      if (found.path("name").asText().equals(scope)) {
        ((ObjectNode) found.at("/protocolMappers/0/config"))
            .put("max.auth.age", String.valueOf(age.toSeconds()));
      }
    }
  }

  /** As a new realm of the console's is, on the server with our JARs. */
  public static TestRealm plain(String purpose) {
    String name = purpose + "-" + COUNTER.incrementAndGet();
    return imported(
        Servers.scopekeeper(),
        Json.object(Map.of("realm", name, "enabled", true, "passwordPolicy", PASSWORD_POLICY)));
  }

  /** Any realm on any server. */
  public static TestRealm imported(KeycloakServer server, ObjectNode representation) {
    server.adminClient().post("", representation);
    return new TestRealm(server, representation.path("realm").asText());
  }

  /** The same realm on a server that has been started again elsewhere. */
  public TestRealm on(KeycloakServer restarted) {
    return new TestRealm(restarted, name);
  }

  static String shippedJson(String realm) {
    Path module = ServerHome.TARGET.toAbsolutePath().getParent();
    Path file = module.resolveSibling("realm-config").resolve(realm + "-realm.json");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return name;
  }

  public KeycloakServer server() {
    return server;
  }

  public URI url() {
    return URI.create(server.url() + "/realms/" + name);
  }

  public AdminClient admin() {
    return server.adminClient();
  }

  /** A path of this realm in the admin API. */
  public String path(String rest) {
    return "/" + name + rest;
  }

  public OAuthClient client(ClientSpec spec) {
    admin().post(path("/clients"), spec.representation());
    return existing(spec.clientId(), spec.secret());
  }

  /** A client that the realm has already. */
  public OAuthClient existing(String clientId, String secret) {
    return new OAuthClient(url(), clientId, secret);
  }

  public String clientUuid(String clientId) {
    return admin().get(path("/clients?clientId=" + clientId)).get(0).path("id").asText();
  }

  public void clientAttribute(String clientId, String key, String value) {
    String client = path("/clients/" + clientUuid(clientId));
    ObjectNode representation = (ObjectNode) admin().get(client);
    representation.withObject("/attributes").put(key, value);
    admin().put(client, representation);
  }

  /** Takes an optional scope from a client. */
  public void unassign(String clientId, String scope) {
    String scopes = "/clients/" + clientUuid(clientId) + "/optional-client-scopes/";
    admin().delete(path(scopes + scope(scope).id()));
  }

  /** Takes a default scope from a client. */
  public void unassignDefault(String clientId, String scope) {
    String scopes = "/clients/" + clientUuid(clientId) + "/default-client-scopes/";
    admin().delete(path(scopes + scope(scope).id()));
  }

  /** A new user with the name and the password given. */
  public TestUser user(String username) {
    ObjectNode user =
        Json.object(
            Map.of(
                "username",
                username,
                "firstName",
                "First",
                "lastName",
                "Last",
                "email",
                username + "@example.com",
                "emailVerified",
                true,
                "enabled",
                true,
                "credentials",
                List.of(Map.of("type", "password", "value", username))));
    String id = admin().post(path("/users"), user).id();
    return new TestUser(id, username, username);
  }

  /** A new user whom no other test knows. */
  public TestUser user() {
    return user("user-" + COUNTER.incrementAndGet());
  }

  /** Gives the user a realm role, which is made if need be. */
  public void giveRole(TestUser user, String role) {
    admin()
        .post(
            path("/users/" + user.id() + "/role-mappings/realm"), Json.write(List.of(role(role))));
  }

  /** The realm role of that name, which is made if need be. */
  public JsonNode role(String role) {
    admin().attempt("POST", path("/roles"), Json.object(Map.of("name", role)));
    return admin().get(path("/roles/" + role));
  }

  /** The names of what Keycloak has stored as granted to the client. */
  public Set<String> storedConsent(TestUser user, String clientId) {
    return Json.stream(consents(user))
        .filter(consent -> consent.path("clientId").asText().equals(clientId))
        .flatMap(consent -> Json.stream(consent.path("grantedClientScopes")))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  /** A new client scope with the settings given in its catalog entry; none: without an entry. */
  public ScopeHandle scope(String scopeName, Map<String, String> entry) {
    ScopeHandle scope = ScopeHandle.create(this, scopeName);
    if (!entry.isEmpty()) {
      scope.entry(entry);
    }
    return scope;
  }

  public ScopeHandle scope(String scopeName) {
    return ScopeHandle.find(this, scopeName);
  }

  /** Settings of our required action, as the admin console saves them. */
  public void consentSettings(Map<String, String> config) {
    String action = path("/authentication/required-actions/scope-consent");
    ObjectNode representation = (ObjectNode) admin().get(action);
    ObjectNode merged = representation.withObject("/config");
    config.forEach(merged::put);
    admin().put(action, representation);
  }

  /** Settings of one of the realm's required actions, as the admin console saves them. */
  public void requiredAction(String alias, Map<String, ?> settings) {
    String action = path("/authentication/required-actions/" + alias);
    ObjectNode representation = (ObjectNode) admin().get(action);
    representation.setAll(Json.object(settings));
    admin().put(action, representation);
  }

  /** What the user has to do at the next login. */
  public void demand(TestUser user, String requiredAction) {
    admin().put(path("/users/" + user.id()), Map.of("requiredActions", List.of(requiredAction)));
  }

  public Events events() {
    return new Events(this);
  }

  public JsonNode consents(TestUser user) {
    return admin().get(path("/users/" + user.id() + "/consents"));
  }

  public void revokeConsent(TestUser user, String clientId) {
    admin().delete(path("/users/" + user.id() + "/consents/" + clientId));
  }

  /**
   * Ends the session that these tokens come from, if Keycloak has not done so, and nothing else: an
   * admin who logs a user out voids all tokens of earlier seconds too, offline ones included.
   */
  public void endSession(TestUser user, Tokens tokens) {
    String session = tokens.claims().path("sid").asText();
    admin().attempt("DELETE", path("/sessions/" + session), null);
    JsonNode left = admin().get(path("/users/" + user.id() + "/sessions"));
    if (Json.stream(left).anyMatch(other -> other.path("id").asText().equals(session))) {
      throw new AssertionError("the session goes on: " + left);
    }
  }

  public void delete() {
    admin().delete("/" + name);
  }
}
