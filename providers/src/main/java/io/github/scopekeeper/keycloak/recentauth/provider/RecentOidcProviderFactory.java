package io.github.scopekeeper.keycloak.recentauth.provider;

import org.keycloak.broker.oidc.OIDCIdentityProvider;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.broker.oidc.OIDCIdentityProviderFactory;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;

/** Stands in for Keycloak's own {@code oidc}: the same id, a higher order. */
public final class RecentOidcProviderFactory extends OIDCIdentityProviderFactory {

  @Override
  public OIDCIdentityProvider create(KeycloakSession session, IdentityProviderModel model) {
    return new RecentOidcProvider(session, new OIDCIdentityProviderConfig(model));
  }

  @Override
  public int order() {
    return super.order() + 1;
  }
}
