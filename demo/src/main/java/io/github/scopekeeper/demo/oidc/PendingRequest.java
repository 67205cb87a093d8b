package io.github.scopekeeper.demo.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.Feature;

/** An authorization request that is on its way: what its answer is checked against, once. */
public record PendingRequest(Feature feature, State state, Nonce nonce, CodeVerifier verifier) {

  static PendingRequest of(Feature feature) {
    return new PendingRequest(feature, new State(), new Nonce(), new CodeVerifier());
  }
}
