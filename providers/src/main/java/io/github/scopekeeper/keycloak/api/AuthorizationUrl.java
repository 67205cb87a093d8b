package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.AppWords;
import io.github.scopekeeper.core.incremental.Upgrade;
import io.github.scopekeeper.keycloak.authorization.AuthorizationParameters;
import io.github.scopekeeper.keycloak.consent.AppWordsFrom;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.urls.UrlType;

/**
 * An authorization request for what an app may ask for. The app adds what only it can know: state,
 * nonce, PKCE.
 */
final class AuthorizationUrl {

  private final KeycloakSession session;
  private final ClientModel client;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  AuthorizationUrl(KeycloakSession session, ClientModel client) {
    this.session = session;
    this.client = client;
    parameters.put(OAuth2Constants.CLIENT_ID, client.getClientId());
    parameters.put(OAuth2Constants.RESPONSE_TYPE, OAuth2Constants.CODE);
  }

  AuthorizationUrl to(Optional<String> redirectUri) {
    redirectUri.ifPresent(uri -> parameters.put(OAuth2Constants.REDIRECT_URI, uri));
    return this;
  }

  AuthorizationUrl asking(Upgrade upgrade, boolean signIn, AppWords words) {
    Stream<ScopeName> openid = signIn ? Stream.of(AskedScopes.SIGN_IN) : Stream.empty();
    parameters.put(
        OAuth2Constants.SCOPE,
        Stream.concat(openid, upgrade.request().stream())
            .distinct()
            .map(ScopeName::value)
            .collect(Collectors.joining(" ")));
    upgrade
        .maxAge()
        .ifPresent(age -> parameters.put(OAuth2Constants.MAX_AGE, String.valueOf(age.toSeconds())));
    if (client.isConsentRequired()) {
      askForConsent(!upgrade.consent().isEmpty(), words);
    }
    return this;
  }

  private void askForConsent(boolean page, AppWords words) {
    if (page) {
      parameters.put(OIDCLoginProtocol.PROMPT_PARAM, OIDCLoginProtocol.PROMPT_VALUE_CONSENT);
    }
    if (ConsentTerms.inForce(client.getRealm())) {
      ConsentTerms terms = ConsentTerms.of(client);
      if (terms.includesGranted()) {
        parameters.put(AuthorizationParameters.INCLUDE_GRANTED_SCOPES, "true");
      }
      if (page && terms.appWords() == AppWordsFrom.ALWAYS) {
        words.feature().ifPresent(f -> parameters.put(AuthorizationParameters.SCOPE_FEATURE, f));
        words.reason().ifPresent(r -> parameters.put(AuthorizationParameters.SCOPE_REASON, r));
      }
    }
  }

  @Override
  public String toString() {
    String endpoint =
        OIDCLoginProtocolService.authUrl(
                session.getContext().getUri(UrlType.FRONTEND).getBaseUriBuilder())
            .build(client.getRealm().getName())
            .toString();
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&", endpoint + "?", ""));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
