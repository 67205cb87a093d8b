package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.words.WebAddress;
import io.github.scopekeeper.keycloak.account.AccountPages;
import io.github.scopekeeper.keycloak.words.ClientWords;
import io.github.scopekeeper.keycloak.words.UserWords;
import io.github.scopekeeper.keycloak.words.Words;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;

/** Who asks, and who is asked. */
final class ConsentApp {

  private final RequiredActionContext context;
  private final ClientWords self;
  private final Words words;

  ConsentApp(RequiredActionContext context, Words words) {
    this.context = context;
    this.self = new ClientWords(context.getAuthenticationSession().getClient(), words);
    this.words = words;
  }

  Map<String, Object> model() {
    Map<String, Object> app = new HashMap<>();
    app.put("name", self.name());
    app.put("inSentence", self.inSentence());
    app.put("logo", self.link(ClientModel.LOGO_URI).orElse(null));
    app.put("policy", self.link(ClientModel.POLICY_URI).orElse(null));
    app.put("terms", self.link(ClientModel.TOS_URI).orElse(null));
    app.put("domain", isDevice() ? null : domain());
    return app;
  }

  private String domain() {
    return WebAddress.host(context.getAuthenticationSession().getRedirectUri()).orElse(null);
  }

  boolean isDevice() {
    return DeviceGrantType.isOAuth2DeviceVerificationFlow(context.getAuthenticationSession());
  }

  String userName() {
    return UserWords.name(context.getUser());
  }

  /** The page on which the user can take consent back; null where the realm has no such page. */
  String accountUrl() {
    return new AccountPages(context.getRealm(), context.getUriInfo().getBaseUri())
        .toTakeBack(words.locale())
        .map(URI::toString)
        .orElse(null);
  }
}
