package io.github.scopekeeper.keycloak.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;

/** The client scopes that an admin has assigned to a client, and which of them a user can get. */
public final class AssignedScopes {

  private final Map<String, ClientScopeModel> defaults;
  private final Map<String, ClientScopeModel> byName;
  private final UserModel user;
  private Set<RoleModel> userRoles;

  private AssignedScopes(
      Map<String, ClientScopeModel> defaults, ClientModel client, UserModel user) {
    this.defaults = defaults;
    this.byName = new HashMap<>(client.getClientScopes(false));
    this.byName.putAll(defaults);
    this.user = user;
  }

  public static AssignedScopes of(ClientModel client, UserModel user) {
    return new AssignedScopes(client.getClientScopes(true), client, user);
  }

  /** Whether the client gets this scope without asking for it. */
  public boolean isDefault(String name) {
    return defaults.containsKey(name);
  }

  /** The scope of that name, if it is assigned and the user can get it. */
  public Optional<ClientScopeModel> available(String name) {
    return Optional.ofNullable(byName.get(name)).filter(this::isPermitted);
  }

  /** As Keycloak decides it: a scope with roles is for users who have one of them. */
  public boolean isPermitted(ClientScopeModel scope) {
    Set<RoleModel> roles = scope.getScopeMappingsStream().collect(Collectors.toSet());
    if (roles.isEmpty() || scope instanceof ClientModel) {
      return true;
    }
    if (userRoles == null) {
      userRoles = RoleUtils.getDeepUserRoleMappings(user);
    }
    return RoleUtils.expandCompositeRoles(roles).stream().anyMatch(userRoles::contains);
  }
}
