package io.github.scopekeeper.keycloak.catalog;

import io.github.scopekeeper.core.catalog.AvailableScopes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.RoleUtils;
import org.keycloak.organization.protocol.mappers.oidc.OrganizationMembershipMapper;

/** The client scopes that an admin has assigned to a client, and which of them a user can get. */
public final class AssignedScopes {

  /** The attribute has had two names between Keycloak 26.4 and 26.7. */
  private static final List<String> PARAMETERIZED =
      List.of("is.parameterized.scope", "is.dynamic.scope");

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

  /** For looks at names alone, whoever the user is. */
  public static AssignedScopes of(ClientModel client) {
    return of(client, null);
  }

  /** Whether the client gets this scope without asking for it. */
  public boolean isDefault(String name) {
    return defaults.containsKey(name);
  }

  /** The scope of that name, if it is assigned and the user can get it. */
  public Optional<ClientScopeModel> available(String name) {
    return Optional.ofNullable(byName.get(name)).filter(this::isPermitted);
  }

  /** As the rules of consent see it. A scope with a parameter comes by its own request only. */
  public AvailableScopes asAvailable() {
    return new AvailableScopes(
        scope -> available(scope.value()).filter(model -> !isParameterized(model)).isPresent(),
        scope -> available(scope.value()).filter(AssignedScopes::isAskable).isPresent());
  }

  /**
   * The scope that a token of a {@code scope} parameter stands for, with or without parameter. The
   * scope of organizations takes one without being parameterized: {@code organization:acme}.
   */
  public Optional<ClientScopeModel> behind(String token) {
    ClientScopeModel exact = byName.get(token);
    int parameter = token.indexOf(ClientScopeModel.VALUE_SEPARATOR);
    if (exact != null || parameter < 0) {
      return Optional.ofNullable(exact);
    }
    return byName.values().stream()
        .filter(scope -> token.startsWith(scope.getName() + ClientScopeModel.VALUE_SEPARATOR))
        .filter(scope -> isParameterized(scope) || isOfOrganizations(scope))
        .findFirst();
  }

  /**
   * The name under which a consent keeps what a token stands for. It knows parameters of
   * parameterized scopes and no single organization.
   */
  public String nameInConsent(String token) {
    return behind(token)
        .filter(scope -> !isParameterized(scope))
        .map(ClientScopeModel::getName)
        .orElse(token);
  }

  private static boolean isOfOrganizations(ClientScopeModel scope) {
    return !scope.getProtocolMapperByType(OrganizationMembershipMapper.PROVIDER_ID).isEmpty();
  }

  /** Whether each parameter of the scope is a permission of its own: {@code document:4711}. */
  public static boolean isParameterized(ClientScopeModel scope) {
    return PARAMETERIZED.stream().anyMatch(key -> Boolean.parseBoolean(scope.getAttribute(key)));
  }

  /** A scope with a parameter is one of many permissions: Keycloak's own page asks for each. */
  public static boolean isAskable(ClientScopeModel scope) {
    return scope.isDisplayOnConsentScreen() && !isParameterized(scope);
  }

  /** Whether only users with certain roles can get it. */
  public static boolean isRoleRestricted(ClientScopeModel scope) {
    return !(scope instanceof ClientModel) && scope.getScopeMappingsStream().findAny().isPresent();
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
