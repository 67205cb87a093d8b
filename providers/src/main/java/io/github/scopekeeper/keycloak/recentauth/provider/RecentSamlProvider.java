package io.github.scopekeeper.keycloak.recentauth.provider;

import io.github.scopekeeper.keycloak.recentauth.LoginNotes;
import io.github.scopekeeper.keycloak.recentauth.RecentLoginDemand;
import java.util.Optional;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.broker.saml.SAMLEndpoint;
import org.keycloak.broker.saml.SAMLIdentityProvider;
import org.keycloak.broker.saml.SAMLIdentityProviderConfig;
import org.keycloak.dom.saml.v2.assertion.AuthnStatementType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.saml.validators.DestinationValidator;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Keycloak's own provider; it asks the login protocol by itself whether to send {@code ForceAuthn}.
 *
 * <p>Some servers, Keycloak among them, write the time of the answer into {@code AuthnInstant}. So
 * it counts only in an answer to a signed request that forced a login: what is signed the browser
 * cannot have changed.
 */
final class RecentSamlProvider extends SAMLIdentityProvider {

  RecentSamlProvider(
      KeycloakSession session, SAMLIdentityProviderConfig config, DestinationValidator validator) {
    super(session, config, validator);
  }

  @Override
  public void authenticationFinished(
      AuthenticationSessionModel login, BrokeredIdentityContext context) {
    super.authenticationFinished(login, context);
    boolean forced =
        getConfig().isWantAuthnRequestsSigned() && RecentLoginDemand.of(session, login).isPresent();
    LoginNotes.providerAnswered(
        login,
        context.getIdpConfig().getAlias(),
        forced ? authnInstant(context) : Optional.empty());
  }

  private static Optional<String> authnInstant(BrokeredIdentityContext context) {
    return Optional.ofNullable(context.getContextData().get(SAMLEndpoint.SAML_AUTHN_STATEMENT))
        .map(statement -> ((AuthnStatementType) statement).getAuthnInstant())
        .map(instant -> instant.toGregorianCalendar().toInstant().getEpochSecond())
        .map(String::valueOf);
  }
}
