package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.consent.GrantedScopes;
import io.github.scopekeeper.keycloak.words.ClientWords;
import io.github.scopekeeper.keycloak.words.ScopeWords;
import io.github.scopekeeper.keycloak.words.Words;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;

/** What the page says of what was done. */
final class PermissionsMessages {

  private final RequiredActionContext context;
  private final Words words;

  PermissionsMessages(RequiredActionContext context) {
    this.context = context;
    this.words = new Words(context.getSession(), context.getRealm(), context.getUser());
  }

  String stale() {
    return text("scopePermissionsUnchanged");
  }

  String busy() {
    return text("scopeConsentBusy");
  }

  String takenBack(ClientModel app, GrantedScopes granted, Collection<ScopeName> gone) {
    return text("scopePermissionsTakenBack", name(app), labels(granted, gone));
  }

  String takenBackAll(ClientModel app) {
    return text("scopePermissionsTakenBackAll", name(app));
  }

  String willAsk(ClientModel app, GrantedScopes granted, ScopeName scope) {
    return text("scopePermissionsWillAsk", name(app), labels(granted, List.of(scope)));
  }

  /** There is nowhere to go on to. */
  Response closeWindow() {
    return context
        .form()
        .setAttribute(Constants.SKIP_LINK, true)
        .setInfo("scopePermissionsClose")
        .createInfoPage();
  }

  private String name(ClientModel app) {
    return new ClientWords(app, words).inSentence();
  }

  private String labels(GrantedScopes granted, Collection<ScopeName> scopes) {
    ScopeWords names = new ScopeWords(granted.catalog(), granted::model, words);
    return scopes.stream()
        .map(names::label)
        .sorted()
        .map(words::inSentence)
        .collect(Collectors.joining(text("scopeConsentComma") + " "));
  }

  private String text(String key, Object... parameters) {
    return context.form().getMessage(key, parameters);
  }
}
