package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.grant.Grants.Grant;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;

/** The part of a {@code scope} that a grant holds, with what nobody is asked for. */
final class GrantedPart {

  private GrantedPart() {}

  static String of(String scope, ClientModel client, Grant grant) {
    AssignedScopes assigned = AssignedScopes.of(client);
    return Arrays.stream(scope == null ? new String[0] : scope.split(" "))
        .filter(
            token ->
                assigned
                    .behind(token)
                    .filter(model -> !assigned.isDefault(model.getName()))
                    .filter(model -> isOutside(model, grant))
                    .isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static boolean isOutside(ClientScopeModel scope, Grant grant) {
    return AssignedScopes.isAskable(scope) && !grant.scopeIds().contains(scope.getId());
  }
}
