package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.notice.AdminNotice;
import io.github.scopekeeper.keycloak.usage.RerequestMeter;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Finds apps that ask again and again for what a user has refused them. */
final class Rerequested {

  /** From so many silent withholdings on it is worth a word. */
  private static final int LOOP = 3;

  private static final int MOST_NAMED = 10;

  /** What was counted for this login and user: a login is looked at more than once. */
  private static final String COUNTED = "scopekeeper.rerequested.";

  private final AuthenticationSessionModel login;
  private final StoredConsent stored;
  private final PendingConsent pending;

  Rerequested(RequiredActionContext context, StoredConsent stored, PendingConsent pending) {
    this.login = context.getAuthenticationSession();
    this.stored = stored;
    this.pending = pending;
  }

  /**
   * Counts these scopes as asked for in vain.
   *
   * @return those that have been it for long, as {@code name=count}, separated by spaces
   */
  String count(Collection<ScopeName> withheld) {
    if (withheld.isEmpty()) {
      return "";
    }
    String note = COUNTED + stored.user().getId();
    String counted = login.getAuthNote(note);
    if (counted == null) {
      counted = text(loops(withheld));
      login.setAuthNote(note, counted);
    }
    return counted;
  }

  private Map<ScopeName, Integer> loops(Collection<ScopeName> withheld) {
    Map<String, ScopeName> ids =
        withheld.stream()
            .filter(scope -> pending.model(scope).isPresent())
            .collect(Collectors.toMap(this::id, Function.identity()));
    Map<ScopeName, Integer> loops = new TreeMap<>();
    stored.memory().withheldAgain(ids.keySet()).forEach((id, n) -> loops.put(ids.get(id), n));
    loops.values().removeIf(count -> count < LOOP);
    if (!loops.isEmpty()) {
      tell(loops.keySet());
    }
    return loops;
  }

  private String id(ScopeName scope) {
    return pending.model(scope).map(ClientScopeModel::getId).orElseThrow();
  }

  private void tell(Set<ScopeName> scopes) {
    ClientModel client = stored.client();
    String realm = client.getRealm().getName();
    scopes.forEach(scope -> RerequestMeter.count(realm, client.getClientId()));
    AdminNotice.daily(
        "rerequested " + client.getRealm().getId() + " " + client.getId(),
        ("Realm %s: the client \"%s\" keeps asking for what users have refused it (now: %s). It"
                + " should ask when the user wants the feature, and look at scope-grants before.")
            .formatted(
                realm,
                client.getClientId(),
                scopes.stream()
                    .limit(MOST_NAMED)
                    .map(ScopeName::value)
                    .collect(Collectors.joining(", "))));
  }

  private static String text(Map<ScopeName, Integer> loops) {
    return loops.entrySet().stream()
        .map(loop -> loop.getKey() + "=" + loop.getValue())
        .collect(Collectors.joining(" "));
  }
}
