package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.scopekeeper.core.catalog.ScopeCatalog;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.incremental.Upgrade;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.Words;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * The answer to {@link UpgradeQuestion}.
 *
 * @param authorizationUrl null where there is nothing to ask for; as the prompt
 */
record UpgradeAnswer(
    boolean available,
    List<String> granted,
    List<String> missing,
    List<Denied> denied,
    @JsonProperty("reauthentication_required") boolean reauthenticationRequired,
    @JsonProperty("authorization_url") String authorizationUrl,
    UpgradePrompt prompt) {

  record Denied(String scope, @JsonProperty("retry_at") String retryAt) {}

  static UpgradeAnswer of(KeycloakSession session, Caller caller, UpgradeQuestion question) {
    CallerScopes has = new CallerScopes(session, caller);
    AskedScopes asked = has.asked(question.scopes());
    Optional<String> redirectUri =
        new RedirectUri(session, caller.client()).checked(question.redirectUri());
    ScopeCatalog catalog = has.catalog(asked);
    Upgrade upgrade = has.upgrade(asked, catalog);
    if (upgrade.request().isEmpty()) {
      return of(upgrade, null, null);
    }
    Words words =
        new Words(session, caller.client().getRealm(), RequestLanguage.of(session, caller.user()));
    ScopeWords scopes = new ScopeWords(catalog, has::model, words);
    return of(
        upgrade,
        new AuthorizationUrl(session, caller.client())
            .to(redirectUri)
            .asking(upgrade, has.isSignIn(), question.words())
            .toString(),
        UpgradePrompt.of(caller.client(), upgrade, question.words(), scopes, words));
  }

  private static UpgradeAnswer of(Upgrade upgrade, String url, UpgradePrompt prompt) {
    return new UpgradeAnswer(
        upgrade.available(),
        values(upgrade.granted()),
        values(upgrade.missing()),
        upgrade.denied().entrySet().stream()
            .map(denied -> new Denied(denied.getKey().value(), Times.notBefore(denied.getValue())))
            .toList(),
        upgrade.reauthentication(),
        url,
        prompt);
  }

  private static List<String> values(Collection<ScopeName> scopes) {
    return scopes.stream().map(ScopeName::value).toList();
  }
}
