package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client scope, through the admin API. */
public final class ScopeHandle {
  private final TestRealm realm;
  private final String name;
  private final String id;

  private ScopeHandle(TestRealm realm, String name, String id) {
    this.realm = realm;
    this.name = name;
    this.id = id;
  }

  static ScopeHandle create(TestRealm realm, String name) {
    return create(realm, name, Map.of());
  }

  /** A scope of which each parameter is a permission of its own: {@code name:4711}. */
  public static ScopeHandle parameterized(TestRealm realm, String name) {
    return create(
        realm,
        name,
        Map.of(
            "is.parameterized.scope", "true",
            "parameterized.scope.type", "string",
            "is.dynamic.scope", "true",
            "dynamic.scope.regexp", name + ":*"));
  }

  private static ScopeHandle create(TestRealm realm, String name, Map<String, String> more) {
    Map<String, String> attributes = new LinkedHashMap<>(more);
    attributes.put("display.on.consent.screen", "true");
    attributes.put("include.in.token.scope", "true");
    attributes.put("consent.screen.text", name);
    Map<String, Object> scope =
        Map.of("name", name, "protocol", "openid-connect", "attributes", attributes);
    String id = realm.admin().post(realm.path("/client-scopes"), Json.object(scope)).id();
    return new ScopeHandle(realm, name, id);
  }

  static ScopeHandle find(TestRealm realm, String name) {
    return Json.stream(realm.admin().get(realm.path("/client-scopes")))
        .filter(scope -> scope.path("name").asText().equals(name))
        .map(scope -> new ScopeHandle(realm, name, scope.path("id").asText()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no client scope " + name));
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** Adds a catalog entry; fails when the server refuses it. */
  public ScopeHandle entry(Map<String, String> config) {
    AdminClient.Answer answer = tryEntry(config);
    if (!answer.ok()) {
      throw new AssertionError("entry of " + name + " refused: " + answer.body());
    }
    return this;
  }

  public AdminClient.Answer tryEntry(Map<String, String> config) {
    return realm.admin().attempt("POST", mappers(), mapper("entry", "scope-catalog-entry", config));
  }

  /** Changes the settings of the entry there is; a null value removes one. */
  public AdminClient.Answer tryChangeEntry(Map<String, String> changes) {
    ObjectNode entry = entryRepresentation();
    ObjectNode config = entry.withObject("/config");
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            config.remove(key);
          } else {
            config.put(key, value);
          }
        });
    return realm.admin().attempt("PUT", mappers() + "/" + entry.path("id").asText(), entry);
  }

  public ObjectNode entryRepresentation() {
    return Json.stream(realm.admin().get(mappers()))
        .filter(mapper -> mapper.path("protocolMapper").asText().equals("scope-catalog-entry"))
        .map(ObjectNode.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " has no catalog entry"));
  }

  /** Tokens that carry this scope say so in a claim, on every road. */
  public ScopeHandle claim(String claim, String value) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("claim.name", claim);
    config.put("claim.value", value);
    config.put("jsonType.label", "String");
    for (String where : List.of("id", "access", "userinfo", "introspection")) {
      config.put(where + ".token.claim", "true");
    }
    realm.admin().post(mappers(), mapper("claim " + claim, "oidc-hardcoded-claim-mapper", config));
    return this;
  }

  /** Only a token with this scope may carry the realm role. */
  public ScopeHandle role(String role) {
    realm
        .admin()
        .post(
            realm.path("/client-scopes/" + id + "/scope-mappings/realm"),
            Json.write(List.of(realm.admin().get(realm.path("/roles/" + role)))));
    return this;
  }

  public ScopeHandle showOnConsentScreen(boolean shown) {
    return attribute("display.on.consent.screen", String.valueOf(shown));
  }

  public ScopeHandle attribute(String key, String value) {
    return attributes(Map.of(key, value));
  }

  public ScopeHandle attributes(Map<String, String> values) {
    String path = realm.path("/client-scopes/" + id);
    ObjectNode scope = (ObjectNode) realm.admin().get(path);
    ObjectNode attributes = scope.withObject("/attributes");
    values.forEach(attributes::put);
    realm.admin().put(path, scope);
    return this;
  }

  public void delete() {
    realm.admin().delete(realm.path("/client-scopes/" + id));
  }

  /** A mapper that is no catalog entry. */
  public ScopeHandle mapper(String name, String provider) {
    realm.admin().post(mappers(), mapper(name, provider, Map.of()));
    return this;
  }

  private String mappers() {
    return realm.path("/client-scopes/" + id + "/protocol-mappers/models");
  }

  static ObjectNode mapper(String name, String provider, Map<String, String> config) {
    return Json.object(
        Map.of(
            "name", name,
            "protocol", "openid-connect",
            "protocolMapper", provider,
            "config", config));
  }
}
