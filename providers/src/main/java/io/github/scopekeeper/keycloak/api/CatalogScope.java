package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.Words;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientScopeModel;

/**
 * What one entry says; null or empty where it says nothing.
 *
 * @param maxAuthenticationAge in seconds; null where the API or the realm's authenticator decides
 * @param implied what it includes directly
 * @param aliases its older names; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CatalogScope(
    String name,
    String label,
    String description,
    String category,
    @JsonProperty("category_label") String categoryLabel,
    String resource,
    String action,
    String ownership,
    String risk,
    boolean privileged,
    @JsonProperty("requires_reauthentication") boolean requiresReauthentication,
    @JsonProperty("max_authentication_age") Long maxAuthenticationAge,
    List<String> implied,
    List<String> aliases) {

  /**
   * @param hidden names that are not to be told
   */
  static CatalogScope of(
      ScopeDefinition entry, ClientScopeModel scope, Set<String> hidden, Words words) {
    ScopeWords said =
        new ScopeWords(ScopeCatalog.of(List.of(entry)), name -> Optional.of(scope), words);
    ScopeName name = entry.name();
    List<String> aliases = names(entry.aliases(), hidden);
    return new CatalogScope(
        name.value(),
        said.label(name),
        said.description(name).orElse(null),
        entry.category().orElse(null),
        entry.category().map(said::categoryLabel).orElse(null),
        entry.resource().orElse(null),
        entry.action().map(CatalogScope::spelled).orElse(null),
        entry.ownership().map(CatalogScope::spelled).orElse(null),
        spelled(entry.risk()),
        entry.privileged(),
        entry.requiresReauthentication(),
        entry.requiresReauthentication()
            ? entry.maxAuthenticationAge().map(Duration::toSeconds).orElse(null)
            : null,
        names(entry.implied(), hidden),
        aliases.isEmpty() ? null : aliases);
  }

  private static List<String> names(Collection<ScopeName> scopes, Set<String> hidden) {
    return scopes.stream()
        .map(ScopeName::value)
        .filter(name -> !hidden.contains(name))
        .sorted()
        .toList();
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
