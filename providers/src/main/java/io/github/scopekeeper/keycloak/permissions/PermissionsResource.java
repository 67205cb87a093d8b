package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.keycloak.account.AccountPages;
import io.github.scopekeeper.keycloak.resource.SentParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocolService;
import org.keycloak.protocol.oidc.utils.OIDCResponseType;
import org.keycloak.protocol.oidc.utils.PkceUtils;

/** Sends a browser to the user's page, by an authorization request as any app could make it. */
public final class PermissionsResource {

  private static final Pattern LANGUAGES = Pattern.compile("[A-Za-z0-9 -]{2,100}");

  private final KeycloakSession session;

  PermissionsResource(KeycloakSession session) {
    this.session = session;
  }

  @GET
  public Response open() {
    SentParameters sent = new SentParameters(session.getContext().getUri().getQueryParameters());
    if (sent.repeatsAnyOf(OAuth2Constants.UI_LOCALES_PARAM)) {
      return error(Response.Status.BAD_REQUEST, "invalid_request", "ui_locales came more than once")
          .build();
    }
    return open(sent.one(OAuth2Constants.UI_LOCALES_PARAM).orElse(null));
  }

  private Response open(String languages) {
    RealmModel realm = session.getContext().getRealm();
    AccountPages pages = new AccountPages(realm, session.getContext().getUri().getBaseUri());
    Optional<ClientModel> client = pages.client().filter(c -> pages.hasPermissions());
    return client
        .map(c -> Response.status(Response.Status.FOUND).location(request(c, pages, languages)))
        .orElseGet(
            () ->
                error(
                    Response.Status.NOT_FOUND,
                    "not_found",
                    "This realm has no page on which users see their permissions."))
        .cacheControl(CacheControl.valueOf("no-store"))
        .build();
  }

  /**
   * Nobody redeems the code that comes of it: the account console, where the user ends, signs in
   * for itself.
   */
  private URI request(ClientModel client, AccountPages pages, String languages) {
    UriBuilder request =
        OIDCLoginProtocolService.authUrl(session.getContext().getUri())
            .queryParam(OAuth2Constants.CLIENT_ID, client.getClientId())
            .queryParam(OAuth2Constants.REDIRECT_URI, pages.home())
            .queryParam(OAuth2Constants.RESPONSE_TYPE, OIDCResponseType.CODE)
            .queryParam(OAuth2Constants.SCOPE, OAuth2Constants.SCOPE_OPENID)
            .queryParam(OAuth2Constants.STATE, SecretGenerator.getInstance().generateSecureID())
            .queryParam(OAuth2Constants.CODE_CHALLENGE, challenge())
            .queryParam(OAuth2Constants.CODE_CHALLENGE_METHOD, OAuth2Constants.PKCE_METHOD_S256)
            .queryParam(Constants.KC_ACTION, ScopePermissionsActionFactory.ID);
    if (languages != null && LANGUAGES.matcher(languages).matches()) {
      request.queryParam(OAuth2Constants.UI_LOCALES_PARAM, languages);
    }
    return request.build(client.getRealm().getName());
  }

  private static String challenge() {
    return PkceUtils.encodeCodeChallenge(
        PkceUtils.generateCodeVerifier(), OAuth2Constants.PKCE_METHOD_S256);
  }

  private static Response.ResponseBuilder error(
      Response.Status status, String error, String description) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(Map.of("error", error, "error_description", description));
  }
}
