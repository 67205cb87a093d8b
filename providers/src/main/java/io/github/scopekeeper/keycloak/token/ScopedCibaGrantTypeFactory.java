package io.github.scopekeeper.keycloak.token;

import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantTypeFactory;

/** Stands in for Keycloak's own CIBA grant: the same id, a higher order. */
public class ScopedCibaGrantTypeFactory extends CibaGrantTypeFactory {

  @Override
  public OAuth2GrantType create(KeycloakSession session) {
    return new ScopedCibaGrantType();
  }

  @Override
  public int order() {
    return super.order() + 1;
  }
}
