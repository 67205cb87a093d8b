package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.TokenRejectedException;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.github.scopekeeper.demo.oidc.SignedIn;

/** Uses the visitor's access token, and renews it once where it has run out. */
final class Renewal {

  private final OidcClient client;

  Renewal(OidcClient client) {
    this.client = client;
  }

  interface Use<T> {
    T with(String accessToken) throws ProtocolException, TokenRejectedException;
  }

  <T> T use(Visitor visitor, Use<T> use) throws ProtocolException, SignInEndedException {
    var signedIn = visitor.signedIn().orElseThrow(SignInEndedException::new);
    try {
      return use.with(signedIn.accessToken());
    } catch (TokenRejectedException stale) {
      return useAgain(use, renew(visitor).accessToken());
    }
  }

  SignedIn renew(Visitor visitor) throws ProtocolException, SignInEndedException {
    var signedIn = visitor.signedIn().orElseThrow(SignInEndedException::new);
    var renewed = client.refresh(signedIn).orElseThrow(SignInEndedException::new);
    visitor.renew(renewed);
    return renewed;
  }

  private static <T> T useAgain(Use<T> use, String accessToken)
      throws ProtocolException, SignInEndedException {
    try {
      return use.with(accessToken);
    } catch (TokenRejectedException again) {
      throw new SignInEndedException();
    }
  }
}
