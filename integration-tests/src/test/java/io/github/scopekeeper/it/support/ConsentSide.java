package io.github.scopekeeper.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.scopekeeper.it.support.OAuthClient.DeviceCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of two equal realms, in which Keycloak asks for consent or our action does. Whoever is asked
 * allows everything or denies it: nothing else can be said on Keycloak's page.
 */
public final class ConsentSide {
  private static final List<String> EVENTS =
      List.of(
          "LOGIN",
          "CODE_TO_TOKEN",
          "REFRESH_TOKEN",
          "INTROSPECT_TOKEN",
          "USER_INFO_REQUEST",
          "REVOKE_GRANT",
          "GRANT_CONSENT",
          "UPDATE_CONSENT",
          "CUSTOM_REQUIRED_ACTION",
          "OAUTH2_DEVICE_AUTH",
          "OAUTH2_DEVICE_VERIFY_USER_CODE",
          "OAUTH2_DEVICE_CODE_TO_TOKEN");

  private final TestRealm realm;

  private ConsentSide(TestRealm realm) {
    this.realm = realm;
  }

  public static ConsentSide stock(String name) {
    return new ConsentSide(realm(Servers.stock(), name));
  }

  public static ConsentSide ours(String name) {
    TestRealm realm = realm(Servers.scopekeeper(), name);
    realm
        .admin()
        .post(
            realm.path("/authentication/register-required-action"),
            Map.of("providerId", "scope-consent", "name", "Scope consent"));
    return new ConsentSide(realm);
  }

  /** As the admin console makes it, with everything that happens written down. */
  private static TestRealm realm(KeycloakServer server, String name) {
    ObjectNode realm =
        Json.object(
            Map.of(
                "realm",
                name,
                "enabled",
                true,
                "passwordPolicy",
                TestRealm.PASSWORD_POLICY,
                "eventsEnabled",
                true));
    List<String> types = new ArrayList<>(EVENTS);
    EVENTS.stream()
        .filter(type -> !type.equals("OAUTH2_DEVICE_VERIFY_USER_CODE"))
        .forEach(type -> types.add(type + "_ERROR"));
    realm.set("enabledEventTypes", Json.array(types));
    TestRealm imported = TestRealm.imported(server, realm);
    imported.requiredAction("TERMS_AND_CONDITIONS", Map.of("enabled", true));
    return imported;
  }

  public TestRealm realm() {
    return realm;
  }

  /** Goes by an app's own name, and everything of its kind comes by default. */
  public OAuthClient app(ClientSpec spec) {
    return realm.client(
        spec.consent()
            .device()
            .defaults("basic", "acr", "roles", "web-origins", "profile", "email")
            .optional("address", "phone", "offline_access"));
  }

  /** The page that has nothing to do with consent. */
  public Page acceptTerms(Page page) {
    return page.submit("form:has([name=accept])", "accept", "");
  }

  public Page agree(Page page) {
    if (page.isStockConsent()) {
      return page.submit("form:has([name=accept])", "accept", "Yes");
    }
    ConsentPage consent = page.consent();
    return consent.only(consent.choices().toArray(String[]::new)).grant();
  }

  public Page deny(Page page) {
    return page.isStockConsent()
        ? page.submit("form:has([name=cancel])", "cancel", "No")
        : page.consent().deny();
  }

  /** What a visitor sees who opens the address that the device shows. */
  public Page open(Visitor visitor, DeviceCode device) {
    Page page = visitor.browser().open(device.verification());
    return page.asksToSignIn() ? page.signIn(visitor.user()) : page;
  }

  public void forgetEvents() {
    realm.admin().delete(realm.path("/events"));
  }

  /** Everything that has happened since, as Keycloak has written it down. */
  public JsonNode events() {
    return realm.admin().get(realm.path("/events?max=200"));
  }
}
