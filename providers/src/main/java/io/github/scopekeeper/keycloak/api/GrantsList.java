package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;

/** All that a user has said to an app. */
record GrantsList(
    @JsonProperty("client_id") String clientId, List<Granted> granted, List<Denied> denied) {

  /** All but the first two are null where there is none. */
  record Described(
      String scope,
      String label,
      String category,
      @JsonProperty("category_label") String categoryLabel,
      String risk) {}

  /**
   * @param grantedAt null where nobody knows
   */
  record Granted(
      @JsonUnwrapped Described described, @JsonProperty("granted_at") String grantedAt) {}

  record Denied(
      @JsonUnwrapped Described described,
      @JsonProperty("denied_at") String deniedAt,
      @JsonProperty("retry_at") String retryAt) {}

  static GrantsList of(KeycloakSession session, Caller caller) {
    CallerScopes has = new CallerScopes(session, caller);
    Words words =
        new Words(session, caller.client().getRealm(), RequestLanguage.of(session, caller.user()));
    ScopeWords scopes = new ScopeWords(has.catalog(has.asked(Set.of())), has::model, words);
    return new GrantsList(
        caller.client().getClientId(),
        has.granted().entrySet().stream()
            .map(e -> granted(described(e.getKey(), scopes), e.getValue().map(Times::at)))
            .toList(),
        has.denied().entrySet().stream()
            .map(
                e ->
                    new Denied(
                        described(e.getKey(), scopes),
                        Times.at(e.getValue()),
                        Times.notBefore(has.retryAt(e.getKey(), e.getValue()))))
            .toList());
  }

  private static Granted granted(Described described, Optional<String> at) {
    return new Granted(described, at.orElse(null));
  }

  private static Described described(ScopeName scope, ScopeWords words) {
    Optional<String> category = words.category(scope);
    return new Described(
        scope.value(),
        words.label(scope),
        category.orElse(null),
        category.map(words::categoryLabel).orElse(null),
        words.risk(scope).orElse(null));
  }
}
