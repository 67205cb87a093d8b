package io.github.scopekeeper.resource.servlet;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.resource.Decision;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;

/** A request whose caller is known: the user is the token's subject, the roles are its scopes. */
final class Caller extends Watched {

  private final Decision.Allowed allowed;

  Caller(
      HttpServletRequest request,
      HttpServletResponse response,
      CurrentRequest current,
      Decision.Allowed allowed) {
    super(request, response, current);
    this.allowed = allowed;
  }

  @Override
  public String getAuthType() {
    return allowed.token().keyThumbprint().isPresent() ? "DPoP" : "Bearer";
  }

  @Override
  public String getRemoteUser() {
    return allowed.token().subject().orElse(null);
  }

  @Override
  public Principal getUserPrincipal() {
    return allowed.token().subject().map(User::new).orElse(null);
  }

  /** The scopes that the token is good for, by each of their names. */
  @Override
  public boolean isUserInRole(String role) {
    return role != null
        && ScopeName.parse(role).filter(allowed.access().scopes()::contains).isPresent();
  }

  private record User(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
