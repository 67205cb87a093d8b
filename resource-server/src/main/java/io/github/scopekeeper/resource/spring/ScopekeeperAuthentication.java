package io.github.scopekeeper.resource.spring;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.token.AccessToken;
import java.util.Collection;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who calls: the principal is the {@link AccessToken}, the name its subject, the authorities {@code
 * SCOPE_} and the name of each scope that the token is good for, by each of its names. The token's
 * text is not kept.
 */
public final class ScopekeeperAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "SCOPE_";

  private final transient AccessToken token;

  ScopekeeperAuthentication(AccessToken token, Collection<ScopeName> scopes) {
    super(scopes.stream().map(s -> new SimpleGrantedAuthority(PREFIX + s.value())).toList());
    this.token = token;
    setAuthenticated(true);
  }

  @Override
  public AccessToken getPrincipal() {
    return token;
  }

  /** Always empty. */
  @Override
  public String getCredentials() {
    return "";
  }

  /** The token's subject; of machines without one the client; never null. */
  @Override
  public String getName() {
    return token.subject().or(token::clientId).orElse("");
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other)
        && other instanceof ScopekeeperAuthentication same
        && token.equals(same.token);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + token.hashCode();
  }
}
