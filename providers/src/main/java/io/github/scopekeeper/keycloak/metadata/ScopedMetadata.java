package io.github.scopekeeper.keycloak.metadata;

import io.github.scopekeeper.keycloak.api.GrantManagementFactory;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import java.util.List;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.representations.OIDCConfigurationRepresentation;
import org.keycloak.wellknown.WellKnownProvider;

/** Keycloak's own metadata of a realm, with what we add where our consent is in force. */
final class ScopedMetadata implements WellKnownProvider {

  private static final Map<String, List<String>> CAPABILITIES =
      Map.of(
          "incremental_authz_types_supported",
          List.of("confidential", "public"),
          "grant_management_actions_supported",
          List.of("create", "merge", "replace", "query", "revoke"));

  private static final String GRANT_MANAGEMENT = "grant_management_endpoint";

  private final KeycloakSession session;
  private final String document;

  ScopedMetadata(KeycloakSession session, String document) {
    this.session = session;
    this.document = document;
  }

  @Override
  public Object getConfig() {
    Object config = session.getProvider(WellKnownProvider.class, document).getConfig();
    if (config instanceof OIDCConfigurationRepresentation metadata
        && ConsentTerms.inForce(session.getContext().getRealm())) {
      CAPABILITIES.forEach(metadata::setOtherClaims);
      metadata.setOtherClaims(
          GRANT_MANAGEMENT, metadata.getIssuer() + "/" + GrantManagementFactory.ID);
    }
    return config;
  }

  @Override
  public void close() {}
}
