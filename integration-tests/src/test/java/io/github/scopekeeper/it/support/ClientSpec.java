package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What a client is to be like, before it is created. */
public final class ClientSpec {
  /** All that the fitness realm offers, none of it by default. */
  public static final List<String> FITNESS_SCOPES =
      List.of(
          "profile:read",
          "profile:write",
          "workouts:read",
          "workouts:write",
          "workouts:delete",
          "appointments:read",
          "appointments:manage",
          "billing:read",
          "billing:manage",
          "admin:users",
          "admin:reports",
          "profile",
          "email",
          "offline_access");

  private final ObjectNode client;

  private ClientSpec(String clientId) {
    client = Json.object(Map.of("clientId", clientId, "fullScopeAllowed", false));
    client.putArray("redirectUris").add("http://127.0.0.1/*");
    client.putObject("attributes");
    client.putArray("protocolMappers");
    defaults("basic", "acr", "web-origins");
    optional(FITNESS_SCOPES.toArray(String[]::new));
  }

  public static ClientSpec publicClient(String clientId) {
    ClientSpec spec = new ClientSpec(clientId);
    spec.client.put("publicClient", true).put("standardFlowEnabled", true);
    return spec;
  }

  public static ClientSpec confidential(String clientId) {
    ClientSpec spec = new ClientSpec(clientId);
    spec.client
        .put("publicClient", false)
        .put("standardFlowEnabled", true)
        .put("secret", clientId + "-secret");
    return spec;
  }

  public ClientSpec consent() {
    client.put("consentRequired", true);
    return this;
  }

  public ClientSpec serviceAccount() {
    client.put("serviceAccountsEnabled", true);
    return this;
  }

  public ClientSpec directGrants() {
    client.put("directAccessGrantsEnabled", true);
    return this;
  }

  public ClientSpec hybrid() {
    client.put("implicitFlowEnabled", true);
    return this;
  }

  public ClientSpec device() {
    return attribute("oauth2.device.authorization.grant.enabled", "true");
  }

  public ClientSpec ciba() {
    return attribute("oidc.ciba.grant.enabled", "true");
  }

  public ClientSpec exchange() {
    return attribute("standard.token.exchange.enabled", "true");
  }

  public ClientSpec attribute(String key, String value) {
    client.withObject("/attributes").put(key, value);
    return this;
  }

  /** Where the client's users may come back to, instead of any place on this machine. */
  public ClientSpec redirectUris(String... uris) {
    replace("redirectUris", uris);
    return this;
  }

  /** Whose scripts may call the server with the client's tokens. */
  public ClientSpec webOrigins(String... origins) {
    replace("webOrigins", origins);
    return this;
  }

  /** Whose signatures count as this client's. */
  public ClientSpec key(SigningKey key) {
    return attribute("use.jwks.string", "true").attribute("jwks.string", key.jwks());
  }

  public ClientSpec name(String name) {
    client.put("name", name);
    return this;
  }

  /** Replaces the default client scopes; {@code basic} and the like have to be named. */
  public ClientSpec defaults(String... scopes) {
    replace("defaultClientScopes", scopes);
    return this;
  }

  public ClientSpec optional(String... scopes) {
    replace("optionalClientScopes", scopes);
    return this;
  }

  public ClientSpec mapper(String name, String provider, Map<String, String> config) {
    client.withArray("/protocolMappers").add(ScopeHandle.mapper(name, provider, config));
    return this;
  }

  /** The client's own say in what its users may choose. */
  public ClientSpec consentSettings(Map<String, String> config) {
    return mapper("consent settings", "scope-consent-settings", config);
  }

  /** Access tokens of this client are meant for the other one too. */
  public ClientSpec audience(String clientId) {
    return mapper(
        "audience " + clientId,
        "oidc-audience-mapper",
        Map.of("included.client.audience", clientId, "access.token.claim", "true"));
  }

  /**
   * Client scopes as the realm gives them to a new client, and as the admin console leaves them.
   */
  public ClientSpec realmDefaults() {
    client.remove("defaultClientScopes");
    client.remove("optionalClientScopes");
    return this;
  }

  private void replace(String key, String... scopes) {
    client.putArray(key);
    for (String scope : scopes) {
      client.withArray("/" + key).add(scope);
    }
  }

  String clientId() {
    return client.path("clientId").asText();
  }

  String secret() {
    return client.path("secret").asText(null);
  }

  ObjectNode representation() {
    return client;
  }
}
