package io.github.scopekeeper.keycloak.token;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.token.EffectiveScopes;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.ClientSessionContext;

/**
 * The {@code scope} strings of a token request, made from Keycloak's own by taking tokens out and
 * adding some: so that organization and parameterized scopes keep the spelling in which they were
 * asked for.
 */
final class ScopeText {

  private final ClientSessionContext original;
  private final EffectiveScopes effective;
  private final Collection<ClientScopeModel> added;

  ScopeText(
      ClientSessionContext original,
      EffectiveScopes effective,
      Collection<ClientScopeModel> added) {
    this.original = original;
    this.effective = effective;
    this.added = added;
  }

  /** For access tokens and responses. */
  String token() {
    Set<String> tokens = without(false, effective::isDropped);
    added.stream()
        .filter(ClientScopeModel::isIncludeInTokenScope)
        .map(ClientScopeModel::getName)
        .forEach(tokens::add);
    return String.join(" ", tokens);
  }

  /** For refresh tokens: with hidden scopes, and with what a fresh login brings back. */
  String refresh() {
    Set<String> tokens = without(true, effective.impossible()::contains);
    effective.refreshable().stream()
        .filter(scope -> !effective.granted().contains(scope))
        .map(ScopeName::value)
        .forEach(tokens::add);
    return String.join(" ", tokens);
  }

  private Set<String> without(boolean ignoreIncludeInTokenScope, Predicate<ScopeName> dropped) {
    return Arrays.stream(original.getScopeString(ignoreIncludeInTokenScope).split(" "))
        .filter(token -> !token.isEmpty())
        .filter(token -> scopeOf(token).filter(dropped).isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The granted scope that a token stands for: its name, or the name before a parameter. */
  private Optional<ScopeName> scopeOf(String token) {
    Optional<ScopeName> exact = ScopeName.parse(token).filter(effective.granted()::contains);
    return exact.isPresent()
        ? exact
        : effective.granted().stream()
            .filter(scope -> token.startsWith(scope.value() + ":"))
            .findFirst();
  }
}
