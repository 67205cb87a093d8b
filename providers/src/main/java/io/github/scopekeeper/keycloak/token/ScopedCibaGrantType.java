package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.keycloak.consent.BackchannelConsent;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantType;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;
import org.keycloak.services.CorsErrorResponseException;

/**
 * Keycloak's CIBA grant, for which the consent is settled first: Keycloak would store one for all
 * that was requested. What is withheld is taken out of the request that the app hands in.
 */
final class ScopedCibaGrantType extends CibaGrantType {

  @Override
  public Response process(Context context) {
    approved(context).ifPresent(request -> settle(context, request));
    return super.process(context);
  }

  /** The request that the user has approved and Keycloak is about to answer. */
  private static Optional<CIBAAuthenticationRequest> approved(Context context) {
    String id = context.getFormParams().getFirst(AUTH_REQ_ID);
    if (id == null || !context.getClient().isConsentRequired()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CIBAAuthenticationRequest.deserialize(context.getSession(), id))
          .filter(request -> isApproved(context, request.getId()));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isApproved(Context context, String id) {
    Map<String, String> notes =
        context.getSession().singleUseObjects().get(OAuth2DeviceCodeModel.createKey(id));
    if (notes == null) {
      return false;
    }
    OAuth2DeviceCodeModel code =
        OAuth2DeviceCodeModel.fromCache(context.getClient().getRealm(), id, notes);
    return code != null
        && context.getClient().getClientId().equals(code.getClientId())
        && !code.isExpired()
        && !code.isDenied()
        && !code.isPending();
  }

  private static void settle(Context context, CIBAAuthenticationRequest request) {
    KeycloakSession session = context.getSession();
    ClientModel client = context.getClient();
    RealmModel realm = client.getRealm();
    UserModel user = session.users().getUserById(realm, request.getSubject());
    if (user == null) {
      return;
    }
    BackchannelConsent consent = new BackchannelConsent(session, user, client, context.getEvent());
    if (!consent.lock()) {
      throw new CorsErrorResponseException(
          context.getCors(),
          OAuthErrorException.SLOW_DOWN,
          "another answer of this user is being stored",
          Response.Status.BAD_REQUEST);
    }
    request.setScope(consent.settle(request.getScope()).orElseThrow(() -> refusal(context, user)));
    context.getFormParams().putSingle(AUTH_REQ_ID, request.serialize(session));
  }

  private static CorsErrorResponseException refusal(Context context, UserModel user) {
    String reason = "The user has recently denied this, or would have to confirm it on a page";
    context.getEvent().user(user).detail(Details.REASON, reason).error(Errors.CONSENT_DENIED);
    return new CorsErrorResponseException(
        context.getCors(), OAuthErrorException.ACCESS_DENIED, reason, Response.Status.BAD_REQUEST);
  }
}
