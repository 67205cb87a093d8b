package io.github.scopekeeper.keycloak.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.AppWords;
import io.github.scopekeeper.core.incremental.Upgrade;
import io.github.scopekeeper.keycloak.words.ClientWords;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.Words;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;

/**
 * What an app can show its user before it sends them to us. Plain text, not markup.
 *
 * @param permissions what the user will be asked to allow; with nothing to allow, what the request
 *     is for
 */
record UpgradePrompt(
    String title,
    String message,
    List<Permission> permissions,
    @JsonProperty("call_to_action") String callToAction) {

  /**
   * @param description null where there is none
   * @param risk null where nobody has said
   */
  record Permission(
      String scope, String label, String description, String risk, List<String> includes) {}

  static UpgradePrompt of(
      ClientModel client, Upgrade upgrade, AppWords app, ScopeWords scopes, Words words) {
    String kind =
        !upgrade.consent().isEmpty() ? "" : upgrade.reauthentication() ? "SignIn" : "GoOn";
    Set<ScopeName> shown = upgrade.consent().isEmpty() ? upgrade.request() : upgrade.consent();
    String name = new ClientWords(client, words).inSentence();
    return new UpgradePrompt(
        app.feature()
            .map(feature -> words.message("scopeGrantsTitle", words.inSentence(feature)))
            .orElseGet(() -> words.message("scopeGrantsTitleOfApp", name)),
        app.reason().orElseGet(() -> words.message("scopeGrantsMessage" + kind, name)),
        shown.stream().map(scope -> permission(scope, scopes)).toList(),
        words.message("scopeGrantsCallToAction" + kind, name));
  }

  private static Permission permission(ScopeName scope, ScopeWords words) {
    return new Permission(
        scope.value(),
        words.label(scope),
        words.description(scope).orElse(null),
        words.risk(scope).orElse(null),
        words.includes(scope));
  }
}
