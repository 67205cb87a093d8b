package io.github.scopekeeper.keycloak.recentauth.provider;

import org.keycloak.Config;
import org.keycloak.broker.saml.SAMLIdentityProvider;
import org.keycloak.broker.saml.SAMLIdentityProviderConfig;
import org.keycloak.broker.saml.SAMLIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.saml.validators.DestinationValidator;

/** Stands in for Keycloak's own {@code saml}: the same id, a higher order. */
public final class RecentSamlProviderFactory extends SAMLIdentityProviderFactory {

  private DestinationValidator validator;

  /** As the superclass does it, which keeps its validator to itself. */
  @Override
  public void init(Config.Scope config) {
    super.init(config);
    validator = DestinationValidator.forProtocolMap(config.getArray("knownProtocols"));
  }

  @Override
  public SAMLIdentityProvider create(KeycloakSession session, IdentityProviderModel model) {
    return new RecentSamlProvider(session, new SAMLIdentityProviderConfig(model), validator);
  }

  @Override
  public int order() {
    return super.order() + 1;
  }
}
