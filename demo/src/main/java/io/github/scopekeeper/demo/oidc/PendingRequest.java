package io.github.scopekeeper.demo.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import io.github.scopekeeper.demo.Feature;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An authorization request that is on its way: what its answer is checked against, once.
 *
 * @param needs the scopes without which the feature is of no use
 * @param maxAge how old the user's login may be, where that was demanded
 * @param uri where the browser has to go
 * @param asked the scopes in it
 */
public record PendingRequest(
    Feature feature,
    Set<String> needs,
    Optional<Duration> maxAge,
    URI uri,
    Set<String> asked,
    State state,
    Nonce nonce,
    CodeVerifier verifier) {

  public PendingRequest {
    needs = Set.copyOf(needs);
    asked = Set.copyOf(asked);
  }
}
