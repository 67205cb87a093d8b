package io.github.scopekeeper.demo.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;

/**
 * The realm's discovery document and keys. Read when first needed, so that the app may start before
 * Keycloak.
 */
final class Provider {

  static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  static final int READ_TIMEOUT_MILLIS = 10_000;
  private static final JWSAlgorithm ID_TOKEN_ALGORITHM = JWSAlgorithm.RS256;

  private final Issuer issuer;
  private final URI address;
  private final ClientID clientId;
  private Discovered discovered;

  private record Discovered(OIDCProviderMetadata metadata, IDTokenValidator idTokens) {}

  Provider(URI issuer, URI internalIssuer, ClientID clientId) {
    this.issuer = new Issuer(issuer);
    this.address = internalIssuer;
    this.clientId = clientId;
  }

  Issuer issuer() {
    return issuer;
  }

  OIDCProviderMetadata metadata() {
    return discovered().metadata();
  }

  IDTokenValidator idTokens() {
    return discovered().idTokens();
  }

  private synchronized Discovered discovered() {
    if (discovered == null) {
      discovered = discover();
    }
    return discovered;
  }

  private Discovered discover() {
    try {
      // Refuses a document that names another issuer than the configured one.
      var metadata =
          OIDCProviderMetadata.resolve(
              issuer, address.toURL(), CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS);
      var keys = new JWSVerificationKeySelector<>(ID_TOKEN_ALGORITHM, keySource(metadata));
      return new Discovered(metadata, new IDTokenValidator(issuer, clientId, keys, null));
    } catch (IOException | GeneralException e) {
      throw new ProviderUnavailableException(
          "Keycloak does not answer at " + address + " (" + e.getMessage() + ")", e);
    }
  }

  private static JWKSource<SecurityContext> keySource(OIDCProviderMetadata metadata)
      throws MalformedURLException {
    var retriever = new DefaultResourceRetriever(CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS);
    return JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), retriever)
        .retrying(true)
        .build();
  }
}
