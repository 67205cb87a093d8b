package io.github.scopekeeper.keycloak.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.jose.jws.Algorithm;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCAdvancedConfigWrapper;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.endpoints.request.AuthzEndpointRequestParser;
import org.keycloak.protocol.oidc.par.endpoints.ParEndpoint;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Reads our own parameters out of an authorization request, before Keycloak does: of the parameters
 * that it does not know it keeps five, and the usual claims of a request object count among them.
 */
public final class IncomingRequest {

  private final KeycloakSession session;
  private final MultivaluedMap<String, String> sent;
  private final Map<String, String> pushed;
  private boolean reusable;

  /**
   * To be made before Keycloak has looked at the request: it may take a pushed one away.
   *
   * @param sent the query or the form
   */
  public IncomingRequest(KeycloakSession session, MultivaluedMap<String, String> sent) {
    this.session = session;
    this.sent = sent;
    this.pushed = pushed();
  }

  /** Null where it is none. Keycloak 26.4 keeps it under the bare key, and takes it at once. */
  private Map<String, String> pushed() {
    String uri = sent.getFirst(OIDCLoginProtocol.REQUEST_URI_PARAM);
    if (uri == null || !uri.startsWith(ParEndpoint.REQUEST_URI_PREFIX)) {
      return null;
    }
    String key = uri.substring(ParEndpoint.REQUEST_URI_PREFIX_LENGTH);
    Map<String, String> kept = session.singleUseObjects().get(ParEndpoint.CACHE_KEY_PREFIX + key);
    reusable = kept != null;
    return reusable ? kept : session.singleUseObjects().get(key);
  }

  /** Which pushed request it is, where Keycloak leaves it to be used again. */
  public Optional<String> pushedUri() {
    return reusable
        ? Optional.of(sent.getFirst(OIDCLoginProtocol.REQUEST_URI_PARAM))
        : Optional.empty();
  }

  /** To be called when Keycloak has found the request to be in order. */
  public void noteIn(AuthenticationSessionModel login) {
    JsonNode object =
        session.getAttribute(AuthzEndpointRequestParser.AUTHZ_REQUEST_OBJECT, JsonNode.class);
    Map<String, String> values = new HashMap<>();
    for (String name : AuthorizationParameters.NAMES) {
      value(object, name).filter(value -> !value.isBlank()).ifPresent(v -> values.put(name, v));
    }
    new AuthorizationParameters(login).note(values, isAuthenticated(login.getClient(), object));
  }

  /** What stands beside a request object or a pushed request does not count (RFC 9101, 9126). */
  private Optional<String> value(JsonNode object, String name) {
    if (object != null) {
      return Optional.ofNullable(object.get(name))
          .filter(JsonNode::isValueNode)
          .map(JsonNode::asText);
    }
    return Optional.ofNullable(pushed != null ? pushed.get(name) : sent.getFirst(name));
  }

  private boolean isAuthenticated(ClientModel client, JsonNode object) {
    boolean pushedByClient = pushed != null && !client.isPublicClient();
    return pushedByClient || (object != null && isSigned(client));
  }

  /**
   * Keycloak has checked the signature, if there is one. Inside of an encrypted object there may be
   * none, whatever the client demands.
   */
  private boolean isSigned(ClientModel client) {
    if (session.getAttribute(AuthzEndpointRequestParser.AUTHZ_REQUEST_OBJECT_ENCRYPTED) != null) {
      return false;
    }
    String demanded =
        OIDCAdvancedConfigWrapper.fromClientModel(client).getRequestObjectSignatureAlg();
    if (demanded != null) {
      return !Algorithm.none.name().equals(demanded);
    }
    String object =
        pushed != null
            ? pushed.get(OIDCLoginProtocol.REQUEST_PARAM)
            : sent.getFirst(OIDCLoginProtocol.REQUEST_PARAM);
    try {
      return object != null
          && !Algorithm.none.name().equals(new JWSInput(object).getHeader().getRawAlgorithm());
    } catch (JWSInputException encrypted) {
      return false;
    }
  }
}
