package io.github.scopekeeper.keycloak.metadata;

import org.keycloak.protocol.oidc.OIDCWellKnownProviderFactory;

/** The metadata of OpenID Connect Discovery. */
public final class OpenIdMetadataFactory extends ScopedMetadataFactory {

  public OpenIdMetadataFactory() {
    super(OIDCWellKnownProviderFactory.PROVIDER_ID);
  }
}
