package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.RiskLevel;
import io.github.scopekeeper.core.catalog.ScopeDefinition;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentItem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientScopeModel;

/** Describes scopes to a template. */
final class ConsentRow {

  private final PendingConsent pending;
  private final Words words;

  ConsentRow(PendingConsent pending, Words words) {
    this.pending = pending;
    this.words = words;
  }

  Map<String, Object> of(String id, ConsentItem item, boolean checked) {
    Optional<ScopeDefinition> entry = pending.catalog().get(item.scope());
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("name", item.scope().value());
    row.put("label", label(item.scope()));
    row.put(
        "description",
        entry.flatMap(ScopeDefinition::description).map(words::localized).orElse(null));
    row.put("risk", risk(item.scope()));
    row.put("privileged", isPrivileged(item));
    row.put("includes", includes(item.scope()));
    row.put("reauth", pending.catalog().requiresReauthentication(Set.of(item.scope())));
    row.put("locked", item.required() || !pending.rules().usersChoose());
    row.put("required", item.required());
    row.put("checked", checked);
    row.put("granted", item.granted());
    row.put("unavailable", false);
    return row;
  }

  private String risk(ScopeName scope) {
    return pending
        .catalog()
        .riskOf(scope)
        .map(RiskLevel::name)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .orElse(null);
  }

  boolean isPrivileged(ConsentItem item) {
    return !pending.catalog().privilegedOf(List.of(item.scope())).isEmpty();
  }

  /** What comes with a scope; only what the client can get. */
  private List<String> includes(ScopeName scope) {
    return pending.models(pending.catalog().implied(scope)).stream()
        .map(implied -> label(ScopeName.of(implied.getName())))
        .toList();
  }

  private String label(ScopeName scope) {
    return pending
        .catalog()
        .get(scope)
        .map(ScopeDefinition::label)
        .filter(label -> !label.equals(scope.value()))
        .or(() -> pending.model(scope).map(ClientScopeModel::getConsentScreenText))
        .map(words::localized)
        .orElse(scope.value());
  }
}
