package io.github.scopekeeper.keycloak.recentauth.provider;

import org.keycloak.broker.oidc.KeycloakOIDCIdentityProvider;
import org.keycloak.broker.oidc.KeycloakOIDCIdentityProviderFactory;
import org.keycloak.broker.oidc.OIDCIdentityProviderConfig;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;

/** Stands in for Keycloak's own {@code keycloak-oidc}: the same id, a higher order. */
public final class RecentKeycloakProviderFactory extends KeycloakOIDCIdentityProviderFactory {

  @Override
  public KeycloakOIDCIdentityProvider create(KeycloakSession session, IdentityProviderModel model) {
    return new RecentKeycloakProvider(session, new OIDCIdentityProviderConfig(model));
  }

  @Override
  public int order() {
    return super.order() + 1;
  }
}
