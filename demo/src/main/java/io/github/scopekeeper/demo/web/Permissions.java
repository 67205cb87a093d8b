package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.grants.Overview;
import io.github.scopekeeper.demo.grants.Proposal;
import io.github.scopekeeper.demo.grants.ScopeGrants;
import io.github.scopekeeper.demo.grants.TokenRejectedException;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import io.github.scopekeeper.demo.oidc.SignedIn;
import java.util.HashSet;

/** Asks about permissions with the visitor's token, and renews it once where it has run out. */
final class Permissions {

  private final OidcClient client;
  private final ScopeGrants grants;

  Permissions(OidcClient client, ScopeGrants grants) {
    this.client = client;
    this.grants = grants;
  }

  private interface Question<T> {
    T ask(String accessToken) throws ProtocolException, TokenRejectedException;
  }

  Overview overview(Visitor visitor) throws ProtocolException, SignInEndedException {
    var overview = ask(visitor, grants::overview);
    var outlived = new HashSet<>(visitor.scope());
    outlived.retainAll(Feature.allScopes());
    if (!overview.granted().containsAll(outlived)) {
      // Taken back: the next token is without it, and an honest app does not use up the old one.
      renew(visitor);
    }
    return overview;
  }

  Proposal propose(Visitor visitor, Feature feature)
      throws ProtocolException, SignInEndedException {
    return ask(visitor, token -> grants.propose(token, feature, client.redirectUri()));
  }

  private <T> T ask(Visitor visitor, Question<T> question)
      throws ProtocolException, SignInEndedException {
    var signedIn = visitor.signedIn().orElseThrow(SignInEndedException::new);
    try {
      return question.ask(signedIn.accessToken());
    } catch (TokenRejectedException stale) {
      return askAgain(question, renew(visitor).accessToken());
    }
  }

  private SignedIn renew(Visitor visitor) throws ProtocolException, SignInEndedException {
    var signedIn = visitor.signedIn().orElseThrow(SignInEndedException::new);
    var renewed = client.refresh(signedIn).orElseThrow(SignInEndedException::new);
    visitor.renew(renewed);
    return renewed;
  }

  private static <T> T askAgain(Question<T> question, String accessToken)
      throws ProtocolException, SignInEndedException {
    try {
      return question.ask(accessToken);
    } catch (TokenRejectedException again) {
      throw new SignInEndedException();
    }
  }
}
