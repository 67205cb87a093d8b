package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.token.EffectiveScopes;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RoleModel;
import org.keycloak.protocol.ProtocolMapperUtils;
import org.keycloak.protocol.oidc.TokenManager;
import org.keycloak.rar.AuthorizationRequestContext;

/**
 * Keycloak's context of a token request with other scopes in it. Attributes stay with the original,
 * because Keycloak sets some of them late.
 */
final class EffectiveContext implements ClientSessionContext {

  private final KeycloakSession session;
  private final ClientSessionContext original;
  private final EffectiveScopes effective;
  private final Collection<ClientScopeModel> added;
  private final ScopeText text;
  private final Set<ClientScopeModel> scopes;
  private Set<RoleModel> roles;
  private Set<ProtocolMapperModel> mappers;

  EffectiveContext(
      KeycloakSession session,
      ClientSessionContext original,
      EffectiveScopes effective,
      Collection<ClientScopeModel> added) {
    this.session = session;
    this.original = original;
    this.effective = effective;
    this.added = added;
    this.text = new ScopeText(original, effective, added);
    this.scopes =
        original
            .getClientScopesStream()
            .filter(scope -> !isDropped(scope))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    this.scopes.addAll(added);
  }

  /** Never the client itself, which may be named like a scope. */
  private boolean isDropped(ClientScopeModel scope) {
    return !(scope instanceof ClientModel)
        && ScopeName.parse(scope.getName()).filter(effective::isDropped).isPresent();
  }

  /** The implied scopes that the token carries besides the granted ones. */
  Collection<ClientScopeModel> added() {
    return added;
  }

  @Override
  public AuthenticatedClientSessionModel getClientSession() {
    return original.getClientSession();
  }

  @Override
  public Set<String> getClientScopeIds() {
    return scopes.stream().map(ClientScopeModel::getId).collect(Collectors.toSet());
  }

  @Override
  public Stream<ClientScopeModel> getClientScopesStream() {
    return scopes.stream();
  }

  @Override
  public boolean isOfflineTokenRequested() {
    return original.isOfflineTokenRequested()
        && !effective.isDropped(ScopeName.of(OAuth2Constants.OFFLINE_ACCESS));
  }

  @Override
  public Stream<RoleModel> getRolesStream() {
    if (roles == null) {
      AuthenticatedClientSessionModel client = getClientSession();
      roles =
          TokenManager.getAccess(
              client.getUserSession().getUser(), client.getClient(), getClientScopesStream());
    }
    return roles.stream();
  }

  @Override
  public Stream<ProtocolMapperModel> getProtocolMappersStream() {
    if (mappers == null) {
      String protocol = getClientSession().getClient().getProtocol();
      mappers =
          scopes.stream()
              .flatMap(ClientScopeModel::getProtocolMappersStream)
              .filter(mapper -> protocol == null || Objects.equals(protocol, mapper.getProtocol()))
              .filter(mapper -> ProtocolMapperUtils.isEnabled(session, mapper))
              .collect(Collectors.toSet());
    }
    return mappers.stream();
  }

  @Override
  public String getScopeString() {
    return getScopeString(false);
  }

  @Override
  public String getScopeString(boolean forRefreshToken) {
    return forRefreshToken ? text.refresh() : text.token();
  }

  @Override
  public void setAttribute(String name, Object value) {
    original.setAttribute(name, value);
  }

  @Override
  public <T> T getAttribute(String name, Class<T> type) {
    return original.getAttribute(name, type);
  }

  @Override
  public AuthorizationRequestContext getAuthorizationRequestContext() {
    return original.getAuthorizationRequestContext();
  }
}
