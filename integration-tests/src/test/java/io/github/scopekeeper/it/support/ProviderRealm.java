package io.github.scopekeeper.it.support;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A realm of plain Keycloak, where users of another realm may sign in. */
public final class ProviderRealm {
  /** A client whose tokens tell when the user logged in, and one whose tokens do not. */
  public static final String TELLING = "telling";

  public static final String SILENT = "silent";

  private final TestRealm realm;

  private ProviderRealm(TestRealm realm) {
    this.realm = realm;
  }

  public static ProviderRealm create() {
    TestRealm realm = TestRealm.plain("provider");
    realm.client(
        ClientSpec.confidential(TELLING)
            .defaults("basic", "profile", "email")
            .optional()
            .redirectUris("*"));
    realm.client(
        ClientSpec.confidential(SILENT)
            .defaults("profile", "email")
            .optional()
            .redirectUris("*")
            .mapper("sub", "oidc-sub-mapper", Map.of("access.token.claim", "true")));
    return new ProviderRealm(realm);
  }

  public TestRealm realm() {
    return realm;
  }

  /** Whether this page is one of this realm's. */
  public boolean shows(Page page) {
    return !page.isCallback() && page.uri().getPath().startsWith(realm.url().getPath() + "/");
  }

  /** Makes this realm an identity provider of the other one. */
  public void serve(
      TestRealm home, String alias, String type, String client, Map<String, String> more) {
    String endpoint = realm.url() + "/protocol/openid-connect/";
    Map<String, String> config = new LinkedHashMap<>();
    config.put("clientId", client);
    config.put("clientSecret", client + "-secret");
    config.put("clientAuthMethod", "client_secret_post");
    config.put("authorizationUrl", endpoint + "auth");
    config.put("tokenUrl", endpoint + "token");
    config.put("userInfoUrl", endpoint + "userinfo");
    config.put("jwksUrl", endpoint + "certs");
    config.put("useJwksUrl", "true");
    config.put("validateSignature", "true");
    config.put("defaultScope", "openid profile email");
    config.put("syncMode", "IMPORT");
    config.putAll(more);
    home.admin()
        .post(
            home.path("/identity-provider/instances"),
            Map.of("alias", alias, "providerId", type, "enabled", true, "config", config));
  }

  /** The same by SAML, the user's name being the subject; whether requests have to be signed. */
  public void serveSaml(TestRealm home, String alias, boolean signed) {
    String entity = home.url() + "/" + alias;
    realm.admin().post(realm.path("/clients"), samlClient(home, alias, entity, signed));
    Map<String, String> config = new LinkedHashMap<>();
    config.put("entityId", entity);
    config.put("idpEntityId", realm.url().toString());
    config.put("singleSignOnServiceUrl", realm.url() + "/protocol/saml");
    config.put("wantAuthnRequestsSigned", String.valueOf(signed));
    config.put("signatureAlgorithm", "RSA_SHA256");
    config.put("nameIDPolicyFormat", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified");
    config.put("principalType", "SUBJECT");
    config.put("postBindingAuthnRequest", "false");
    config.put("postBindingResponse", "false");
    config.put("syncMode", "IMPORT");
    home.admin()
        .post(
            home.path("/identity-provider/instances"),
            Map.of("alias", alias, "providerId", "saml", "enabled", true, "config", config));
  }

  private static Map<String, Object> samlClient(
      TestRealm home, String alias, String entity, boolean signed) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("saml.authnstatement", "true");
    attributes.put("saml.client.signature", String.valueOf(signed));
    attributes.put("saml.signing.certificate", certificate(home));
    attributes.put("saml.force.post.binding", "false");
    attributes.put("saml_name_id_format", "username");
    attributes.put("saml_force_name_id_format", "true");
    return Map.of(
        "clientId",
        entity,
        "protocol",
        "saml",
        "redirectUris",
        List.of(home.url() + "/broker/" + alias + "/endpoint"),
        "attributes",
        attributes);
  }

  private static String certificate(TestRealm home) {
    return Json.stream(home.admin().get(home.path("/keys")).path("keys"))
        .filter(key -> key.path("algorithm").asText().equals("RS256"))
        .findFirst()
        .orElseThrow()
        .path("certificate")
        .asText();
  }

  /** Links a user of this realm with one of the other. */
  public void link(TestUser user, TestRealm home, TestUser at, String alias) {
    link(user, user.id(), home, at, alias);
  }

  /** The same where the provider knows the user by name. */
  public void linkByName(TestUser user, TestRealm home, TestUser at, String alias) {
    link(user, user.username(), home, at, alias);
  }

  private static void link(
      TestUser user, String subject, TestRealm home, TestUser at, String alias) {
    home.admin()
        .post(
            home.path("/users/" + at.id() + "/federated-identity/" + alias),
            Map.of("identityProvider", alias, "userId", subject, "userName", user.username()));
  }
}
