package io.github.scopekeeper.keycloak.words;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.words.PlainText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.keycloak.models.ClientScopeModel;

/** What scopes are called, in the words of the catalog and of the realm. */
public final class ScopeWords {

  private static final String CATEGORY = "scopeCategory.";

  private final ScopeCatalog catalog;
  private final Function<ScopeName, Optional<ClientScopeModel>> models;
  private final Words words;

  /**
   * @param models the client scope behind a name; empty where the client cannot have it
   */
  public ScopeWords(
      ScopeCatalog catalog, Function<ScopeName, Optional<ClientScopeModel>> models, Words words) {
    this.catalog = catalog;
    this.models = models;
    this.words = words;
  }

  /** As the entry says, or else Keycloak's consent text, or else the name. */
  public String label(ScopeName scope) {
    return catalog
        .get(scope)
        .map(ScopeDefinition::label)
        .filter(label -> !label.equals(scope.value()))
        .or(() -> models.apply(scope).map(ClientScopeModel::getConsentScreenText))
        .map(words::localized)
        .map(PlainText::of)
        .filter(label -> !label.isEmpty())
        .orElse(scope.value());
  }

  public Optional<String> description(ScopeName scope) {
    return catalog
        .get(scope)
        .flatMap(ScopeDefinition::description)
        .map(words::localized)
        .map(PlainText::of);
  }

  /** {@code low}, {@code medium} or {@code high}, with what the scope includes. */
  public Optional<String> risk(ScopeName scope) {
    return catalog.riskOf(scope).map(RiskLevel::name).map(name -> name.toLowerCase(Locale.ROOT));
  }

  public boolean isPrivileged(ScopeName scope) {
    return !catalog.privilegedOf(List.of(scope)).isEmpty();
  }

  /** Whether a token for it takes a recent login. */
  public boolean needsLogin(ScopeName scope) {
    return catalog.requiresReauthentication(Set.of(scope));
  }

  /** The labels of what comes with a scope; only what the client can get. */
  public List<String> includes(ScopeName scope) {
    return includes(scope, implied -> models.apply(implied).isPresent());
  }

  /** The labels of what comes with a scope through admitted scopes. */
  public List<String> includes(ScopeName scope, Predicate<ScopeName> admitted) {
    return catalog.expand(Set.of(scope), admitted).stream()
        .filter(implied -> !implied.equals(scope))
        .sorted()
        .map(this::label)
        .toList();
  }

  /** The id of its category. */
  public Optional<String> category(ScopeName scope) {
    return catalog.get(scope).flatMap(ScopeDefinition::category);
  }

  /** The realm's label of a category, or else its id with a capital. */
  public String categoryLabel(String category) {
    String text = PlainText.of(words.localized(category));
    return words
        .message(CATEGORY + category)
        .orElseGet(() -> text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1));
  }

  /** What scopes without a category stand under. */
  public String others() {
    return words.message("scopeConsentOther").orElse("Other");
  }
}
