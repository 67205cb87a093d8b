package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.keycloak.words.Words;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.Urls;

/** Who asks, and who is asked. */
final class ConsentApp {

  private final RequiredActionContext context;
  private final ClientModel client;
  private final Words words;

  ConsentApp(RequiredActionContext context, Words words) {
    this.context = context;
    this.client = context.getAuthenticationSession().getClient();
    this.words = words;
  }

  Map<String, Object> model() {
    Map<String, Object> app = new HashMap<>();
    app.put("name", name());
    app.put("logo", link(ClientModel.LOGO_URI));
    app.put("policy", link(ClientModel.POLICY_URI));
    app.put("terms", link(ClientModel.TOS_URI));
    app.put("domain", isDevice() ? null : domain());
    return app;
  }

  private String name() {
    return Optional.ofNullable(client.getName())
        .filter(name -> !name.isBlank())
        .map(words::localized)
        .orElse(client.getClientId());
  }

  /** A dynamically registered client writes its own links: nothing but the web is linked to. */
  private String link(String attribute) {
    return uri(client.getAttribute(attribute))
        .filter(uri -> "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        .map(URI::toString)
        .orElse(null);
  }

  private String domain() {
    return uri(context.getAuthenticationSession().getRedirectUri()).map(URI::getHost).orElse(null);
  }

  private static Optional<URI> uri(String value) {
    try {
      return Optional.ofNullable(value).filter(v -> !v.isBlank()).map(URI::create);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  boolean isDevice() {
    return DeviceGrantType.isOAuth2DeviceVerificationFlow(context.getAuthenticationSession());
  }

  String userName() {
    UserModel user = context.getUser();
    String first = Optional.ofNullable(user.getFirstName()).orElse("");
    String last = Optional.ofNullable(user.getLastName()).orElse("");
    String name = (first + " " + last).strip();
    return name.isEmpty() ? user.getUsername() : name;
  }

  /** The page on which the user can take consent back; null where the realm has no such page. */
  String accountUrl() {
    RealmModel realm = context.getRealm();
    ClientModel console = realm.getClientByClientId(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
    if (console == null || !console.isEnabled()) {
      return null;
    }
    return Urls.accountBase(context.getUriInfo().getBaseUri())
        .path("applications")
        .build(realm.getName())
        .toString();
  }
}
