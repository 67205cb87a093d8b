package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.jose.jws.JWSHeader;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AppAuthManager.AuthHeader;
import org.keycloak.services.managers.AppAuthManager.BearerTokenAuthenticator;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.util.MtlsHoKTokenUtil;

/** The access token of a request, as strictly looked at as Keycloak's userinfo endpoint does. */
final class BearerToken {

  private static final String NO_GOOD = "The access token is not valid, has expired or was revoked";
  static final String BEARER = "Bearer";

  private final KeycloakSession session;
  private final RealmModel realm;
  private final AuthHeader header;

  private BearerToken(KeycloakSession session, AuthHeader header) {
    this.session = session;
    this.realm = session.getContext().getRealm();
    this.header = header;
  }

  /**
   * @throws Problem where there is more than one
   */
  static Optional<BearerToken> find(KeycloakSession session) {
    HttpHeaders headers = session.getContext().getRequestHeaders();
    List<String> values = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
    if (values != null && values.size() > 1) {
      throw Problem.invalidRequest("More than one Authorization header");
    }
    return Optional.ofNullable(AppAuthManager.extractAuthorizationHeaderTokenOrReturnNull(headers))
        .map(header -> new BearerToken(session, header));
  }

  /** In which words an app is to come back: {@code Bearer}, or {@code DPoP}. */
  String scheme() {
    return BEARER.equalsIgnoreCase(header.getScheme()) ? BEARER : "DPoP";
  }

  /**
   * @throws Problem where this is no access token, good here and now
   */
  Caller caller() {
    refuseUnsigned();
    AuthResult result = authenticate();
    if (result == null) {
      throw Problem.invalidToken(NO_GOOD);
    }
    Caller caller = callerOf(result);
    checkClient(caller.client(), caller.token());
    return caller;
  }

  /** Keycloak 26.4 trips over a token whose algorithm it does not know. */
  private void refuseUnsigned() {
    try {
      JWSHeader jws = new JWSInput(header.getToken()).getHeader();
      if (jws == null
          || jws.getAlgorithm() == null
          || session.getProvider(SignatureProvider.class, jws.getAlgorithm().name()) == null) {
        throw Problem.invalidToken(NO_GOOD);
      }
    } catch (JWSInputException e) {
      throw Problem.invalidToken(NO_GOOD);
    }
  }

  private AuthResult authenticate() {
    try {
      return new BearerTokenAuthenticator(session).authenticate();
    } catch (NotAuthorizedException e) {
      return null;
    }
  }

  /** In Keycloak 26.4 these accessors are the only ones. */
  @SuppressWarnings("removal")
  private static Caller callerOf(AuthResult result) {
    return new Caller(result.getClient(), result.getUser(), result.getSession(), result.getToken());
  }

  private void checkClient(ClientModel client, AccessToken token) {
    if (!OIDCLoginProtocol.LOGIN_PROTOCOL.equals(client.getProtocol())
        || token.getIat() < client.getNotBefore()
        || !isBoundToCertificate(client, token)) {
      throw Problem.invalidToken(NO_GOOD);
    }
  }

  private boolean isBoundToCertificate(ClientModel client, AccessToken token) {
    return !OIDCAdvancedConfigWrapper.fromClientModel(client).isUseMtlsHokToken()
        || MtlsHoKTokenUtil.verifyTokenBindingWithClientCertificate(
            token, session.getContext().getHttpRequest(), session);
  }

  /** As Keycloak's own endpoints, whose checks a realm resource does not get. */
  static void checkRealm(KeycloakSession session) {
    RealmModel realm = session.getContext().getRealm();
    boolean secure = "https".equals(session.getContext().getUri().getBaseUri().getScheme());
    if (!secure && realm.getSslRequired().isRequired(session.getContext().getConnection())) {
      throw Problem.of(Status.FORBIDDEN, OAuthErrorException.INVALID_REQUEST, "HTTPS required");
    }
    if (!realm.isEnabled()) {
      throw Problem.of(Status.FORBIDDEN, OAuthErrorException.ACCESS_DENIED, "Realm not enabled");
    }
  }
}
