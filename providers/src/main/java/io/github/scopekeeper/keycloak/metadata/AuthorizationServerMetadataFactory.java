package io.github.scopekeeper.keycloak.metadata;

import org.keycloak.protocol.oauth2.OAuth2WellKnownProviderFactory;

/** The metadata of RFC 8414. */
public final class AuthorizationServerMetadataFactory extends ScopedMetadataFactory {

  public AuthorizationServerMetadataFactory() {
    super(OAuth2WellKnownProviderFactory.PROVIDER_ID);
  }

  /** An override since Keycloak 26.5, where the document has a second address (RFC 8414, 3.1). */
  @SuppressWarnings("MissingOverride")
  public boolean isAvailableViaServerMetadata() {
    return true;
  }
}
