package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.ConsentItem;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientModel;

/** Describes scopes to a template. */
final class ConsentRow {

  private final PendingConsent pending;
  private final ScopeWords words;

  ConsentRow(PendingConsent pending, ScopeWords words) {
    this.pending = pending;
    this.words = words;
  }

  Map<String, Object> of(String id, ConsentItem item, boolean checked) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("name", item.scope().value());
    row.put("label", words.label(item.scope()));
    row.put("description", words.description(item.scope()).orElse(null));
    row.put("risk", words.risk(item.scope()).orElse(null));
    row.put("privileged", words.isPrivileged(item.scope()));
    row.put("includes", pending.includes(item).stream().sorted().map(words::label).toList());
    row.put("reauth", words.needsLogin(item.scope()));
    row.put("locked", item.required() || !pending.rules().usersChoose());
    row.put("required", item.required());
    row.put("checked", checked);
    row.put("granted", item.granted());
    row.put("unavailable", false);
    return row;
  }

  /** The row about the client itself, which can only be denied with everything. */
  Map<String, Object> ofClient(String id, ClientModel client, String text) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("name", client.getClientId());
    row.put("label", text);
    row.put("privileged", false);
    row.put("includes", List.of());
    row.put("reauth", false);
    row.put("locked", true);
    row.put("required", true);
    row.put("checked", true);
    row.put("granted", pending.clientRow().isGranted());
    row.put("unavailable", false);
    return row;
  }
}
