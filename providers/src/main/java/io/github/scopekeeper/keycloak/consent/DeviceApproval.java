package io.github.scopekeeper.keycloak.consent;

import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Ends a device's login here: after the required actions Keycloak would ask a second time on its
 * own page, and the device's token takes its scope from the device code.
 */
final class DeviceApproval {

  private final RequiredActionContext context;
  private final KeycloakSession session;
  private final AuthenticationSessionModel login;

  DeviceApproval(RequiredActionContext context) {
    this.context = context;
    this.session = context.getSession();
    this.login = context.getAuthenticationSession();
  }

  /** Whether the device has been refused or its code has run out while the page was open. */
  boolean isTooLate() {
    OAuth2DeviceCodeModel device = device();
    return device == null || device.isDenied() || !device.isPending();
  }

  Response approve() {
    narrowDeviceCode();
    EventBuilder event = context.getEvent().clone().event(EventType.LOGIN);
    new LoginEvent(login).describe(event);
    ClientSessionContext client =
        AuthenticationProcessor.attachSession(
            login, null, session, context.getRealm(), context.getConnection(), event);
    event.success();
    return AuthenticationManager.redirectAfterSuccessfulFlow(
        session,
        context.getRealm(),
        client.getClientSession().getUserSession(),
        client,
        context.getHttpRequest(),
        context.getUriInfo(),
        context.getConnection(),
        event,
        login);
  }

  private void narrowDeviceCode() {
    SingleUseObjectProvider codes = session.singleUseObjects();
    String key = device().serializeKey();
    Map<String, String> code = new HashMap<>(codes.get(key));
    code.put(OAuth2Constants.SCOPE, login.getClientNote(OAuth2Constants.SCOPE));
    codes.replace(key, code);
  }

  private OAuth2DeviceCodeModel device() {
    return DeviceEndpoint.getDeviceByUserCode(
        session,
        context.getRealm(),
        login.getClientNote(DeviceGrantType.OAUTH2_DEVICE_VERIFIED_USER_CODE));
  }
}
