package io.github.scopekeeper.demo.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.Feature;
import java.net.URI;
import java.util.Set;

/**
 * An authorization request that is on its way: what its answer is checked against, once.
 *
 * @param uri where the browser has to go
 * @param asked the scopes in it
 */
public record PendingRequest(
    Feature feature, URI uri, Set<String> asked, State state, Nonce nonce, CodeVerifier verifier) {

  public PendingRequest {
    asked = Set.copyOf(asked);
  }
}
