package io.github.scopekeeper.demo.web;

import io.github.scopekeeper.demo.Feature;
import io.github.scopekeeper.demo.grants.Overview;
import io.github.scopekeeper.demo.grants.Proposal;
import io.github.scopekeeper.demo.grants.ScopeGrants;
import io.github.scopekeeper.demo.oidc.OidcClient;
import io.github.scopekeeper.demo.oidc.ProtocolException;
import java.util.HashSet;
import java.util.Set;

/** Asks Keycloak about permissions, with the visitor's token. */
final class Permissions {

  private final OidcClient client;
  private final Renewal renewal;
  private final ScopeGrants grants;

  Permissions(OidcClient client, Renewal renewal, ScopeGrants grants) {
    this.client = client;
    this.renewal = renewal;
    this.grants = grants;
  }

  Overview overview(Visitor visitor) throws ProtocolException, SignInEndedException {
    var overview = renewal.use(visitor, grants::overview);
    var outlived = new HashSet<>(visitor.scope());
    outlived.retainAll(Feature.allScopes());
    if (!overview.granted().containsAll(outlived)) {
      // Taken back: the next token is without it, and an honest app does not use up the old one.
      renewal.renew(visitor);
    }
    return overview;
  }

  Proposal propose(Visitor visitor, Feature feature, Set<String> scopes)
      throws ProtocolException, SignInEndedException {
    return renewal.use(
        visitor, token -> grants.propose(token, feature, scopes, client.redirectUri()));
  }
}
