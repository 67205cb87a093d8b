package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.ConsentTerms;
import io.github.scopekeeper.keycloak.consent.GrantedScopes;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import io.github.scopekeeper.keycloak.words.ClientWords;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.Words;
import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.keycloak.models.ClientModel;

/** One app as the template gets to see it. */
final class PermittedApp {

  private final StoredConsent stored;
  private final ClientModel client;
  private final GrantedScopes granted;
  private final ScopeWords names;
  private final ClientWords self;
  private final LocalTimes times;
  private final Comparator<String> alphabet;
  private Function<ScopeName, Set<ScopeName>> going;

  PermittedApp(ClientModel client, StoredConsent stored, Words words) {
    this.stored = stored;
    this.client = client;
    this.granted = new GrantedScopes(stored);
    this.names = new ScopeWords(granted.catalog(), granted::model, words);
    this.self = new ClientWords(client, words);
    this.times = new LocalTimes(words.locale());
    this.alphabet = Collator.getInstance(words.locale())::compare;
  }

  ClientModel client() {
    return client;
  }

  String name() {
    return self.name();
  }

  String label(ScopeName scope) {
    return names.label(scope);
  }

  /** Whether there is anything that a user could be told of it. */
  boolean isPermittedOrDenied() {
    return isRevocable() || !denials().isEmpty();
  }

  private boolean isRevocable() {
    return !stored.grantedNames().isEmpty() || stored.allowsClient();
  }

  Map<String, Object> model(String id, Optional<Instant> lastUsed) {
    Map<ScopeName, Optional<Instant>> since = granted.since();
    Map<String, Object> app = new HashMap<>();
    app.put("id", id);
    app.put("key", client.getId());
    app.put("clientId", client.getClientId());
    app.put("name", name());
    app.put("inSentence", self.inSentence());
    app.put("logo", self.link(ClientModel.LOGO_URI).orElse(null));
    app.put("lastUsed", lastUsed.map(times::dateTime).orElse(null));
    app.put("count", since.size() + (stored.allowsClient() ? 1 : 0));
    app.put("client", stored.allowsClient() ? self.consentText() : null);
    app.put("revocable", isRevocable());
    app.put("unlisted", granted.hasUnlisted());
    app.put("groups", groups(id, since));
    app.put("declined", declined(id));
    return app;
  }

  private List<Map<String, Object>> groups(String id, Map<ScopeName, Optional<Instant>> since) {
    Map<String, List<ScopeName>> byLabel = new TreeMap<>(alphabet);
    List<ScopeName> others = new ArrayList<>();
    since
        .keySet()
        .forEach(
            scope ->
                names
                    .category(scope)
                    .map(names::categoryLabel)
                    .map(label -> byLabel.computeIfAbsent(label, l -> new ArrayList<>()))
                    .orElse(others)
                    .add(scope));
    List<Map<String, Object>> groups = new ArrayList<>();
    byLabel.forEach(
        (label, scopes) -> groups.add(group(id + "g" + groups.size(), label, scopes, since)));
    if (!others.isEmpty()) {
      groups.add(group(id + "g" + groups.size(), names.others(), others, since));
    }
    return groups;
  }

  private Map<String, Object> group(
      String id, String label, List<ScopeName> scopes, Map<ScopeName, Optional<Instant>> since) {
    List<Map<String, Object>> rows = new ArrayList<>();
    scopes.stream()
        .sorted(Comparator.comparing(names::label, alphabet))
        .forEach(scope -> rows.add(row(id + "s" + rows.size(), scope, since)));
    return Map.of("id", id, "label", label, "rows", rows);
  }

  private Map<String, Object> row(
      String id, ScopeName scope, Map<ScopeName, Optional<Instant>> since) {
    Map<String, Object> row = named(id, scope);
    row.put("description", names.description(scope).orElse(null));
    row.put("privileged", names.isPrivileged(scope));
    row.put("includes", names.includes(scope, since::containsKey));
    row.put("reauth", names.needsLogin(scope));
    row.put("required", granted.isRequired(scope));
    row.put("locked", granted.isRequired(scope));
    Set<ScopeName> gone = goingWith(scope);
    row.put("endsAccess", gone.stream().anyMatch(granted::isRequired));
    row.put("since", since.get(scope).map(times::date).orElse(null));
    row.put(
        "takesWith",
        gone.stream()
            .filter(other -> !other.equals(scope))
            .map(names::label)
            .sorted(alphabet)
            .toList());
    return row;
  }

  /** What is stored is read once for all rows. */
  private Set<ScopeName> goingWith(ScopeName scope) {
    if (going == null) {
      going = granted.goingWithEach();
    }
    return going.apply(scope);
  }

  private List<Map<String, Object>> declined(String id) {
    Duration period = ConsentTerms.of(client).rules().denialPeriod();
    List<Map<String, Object>> rows = new ArrayList<>();
    denials().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(names::label, alphabet)))
        .forEach(
            denial -> {
              Map<String, Object> row = named(id + "d" + rows.size(), denial.getKey());
              Instant until = denial.getValue().plus(period);
              boolean open = until.isAfter(ServerClock.INSTANCE.instant());
              row.put("deniedAt", times.date(denial.getValue()));
              row.put("until", open ? times.date(until) : null);
              rows.add(row);
            });
    return rows;
  }

  private Map<ScopeName, Instant> denials() {
    Map<ScopeName, Instant> denials = new TreeMap<>(stored.denials());
    denials.values().removeIf(Denials.ASKABLE::equals);
    denials.keySet().removeIf(scope -> granted.model(scope).isEmpty());
    return denials;
  }

  private Map<String, Object> named(String id, ScopeName scope) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", id);
    row.put("name", scope.value());
    row.put("label", names.label(scope));
    row.put("risk", names.risk(scope).orElse(null));
    row.put("locked", false);
    row.put("required", false);
    row.put("granted", false);
    return row;
  }
}
