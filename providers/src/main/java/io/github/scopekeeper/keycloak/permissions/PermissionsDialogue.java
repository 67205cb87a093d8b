package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.consent.AppsOfUser;
import io.github.scopekeeper.keycloak.consent.GrantedScopes;
import io.github.scopekeeper.keycloak.consent.RevocationEvent;
import io.github.scopekeeper.keycloak.consent.StoredConsent;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.services.util.AuthenticationFlowURLHelper;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The user's page and what is done on it. Every form ends in a redirect to the page: a reload
 * repeats nothing, with script or without.
 */
final class PermissionsDialogue {

  private final RequiredActionContext context;
  private final AuthenticationSessionModel login;
  private final PermissionsNotes notes;
  private final PermissionsMessages messages;

  PermissionsDialogue(RequiredActionContext context) {
    this.context = context;
    this.login = context.getAuthenticationSession();
    this.notes = new PermissionsNotes(login);
    this.messages = new PermissionsMessages(context);
  }

  void show() {
    if (notes.isReplayed()) {
      notes.unchanged(messages.stale());
    }
    PermissionsPage page = new PermissionsPage(context, notes);
    context.challenge(
        notes
            .confirming()
            .flatMap(this::app)
            .map(app -> page.confirmation(app, notes.confirmingScope()))
            .orElseGet(page::overview));
  }

  void answer(PermissionsForm form) {
    switch (form.wish()) {
      case DONE -> done();
      case BACK -> {
        notes.stopConfirming();
        again();
      }
      case TAKE_BACK -> takeBack(form);
      case ASK_AGAIN -> change(form, (app, stored) -> askAgain(app, stored, form.scope()));
      case TAKE_BACK_ALL -> confirm(form);
      case CONFIRM_TAKE_BACK_ALL -> takeBackAllIfConfirmed(form);
      default -> change(form, (app, stored) -> Optional.empty());
    }
  }

  private void done() {
    notes.end();
    if (Constants.ACCOUNT_MANAGEMENT_CLIENT_ID.equals(login.getClient().getClientId())) {
      context.challenge(messages.closeWindow());
    } else {
      context.success();
    }
  }

  private void confirm(PermissionsForm form) {
    app(form.app()).ifPresentOrElse(notes::askToConfirm, () -> notes.unchanged(messages.stale()));
    again();
  }

  /** Of a permission that the app cannot work without, all goes: that is to be confirmed. */
  private void takeBack(PermissionsForm form) {
    Optional<ClientModel> app = app(form.app());
    if (app.isPresent() && form.scope().filter(s -> granted(app.get()).endsAccess(s)).isPresent()) {
      notes.askToConfirm(app.get(), form.scope().get());
      again();
    } else {
      change(form, (client, stored) -> takeBack(client, stored, form.scope()));
    }
  }

  private GrantedScopes granted(ClientModel app) {
    return new GrantedScopes(context.getSession(), context.getUser(), app);
  }

  private void takeBackAllIfConfirmed(PermissionsForm form) {
    if (notes.confirming().filter(form.app()::equals).isPresent()) {
      change(form, this::takeBackAll);
    } else {
      confirm(form);
    }
  }

  /** One change at a time of a user and an app; it says what has changed, if anything. */
  private void change(PermissionsForm form, Change change) {
    app(form.app())
        .ifPresentOrElse(app -> change(app, change), () -> notes.unchanged(messages.stale()));
    again();
  }

  private void change(ClientModel app, Change change) {
    StoredConsent stored = new StoredConsent(context.getSession(), context.getUser(), app);
    if (stored.lock()) {
      change
          .of(app, stored)
          .ifPresentOrElse(
              message -> notes.changed(app, message), () -> notes.unchanged(messages.stale()));
    } else {
      notes.unchanged(messages.busy());
    }
  }

  private interface Change {
    /** What the user is told; empty where nothing has changed. */
    Optional<String> of(ClientModel app, StoredConsent stored);
  }

  private Optional<String> takeBack(
      ClientModel app, StoredConsent stored, Optional<ScopeName> scope) {
    GrantedScopes granted = new GrantedScopes(stored);
    Optional<ScopeName> held = scope.filter(granted.names()::contains);
    if (held.isEmpty() || granted.endsAccess(held.get())) {
      return Optional.empty();
    }
    Set<ScopeName> gone = granted.takeBack(held.get());
    if (stored.grantedNames().isEmpty()) {
      granted.takeBackAll();
    }
    lost(app, gone);
    return Optional.of(messages.takenBack(app, granted, gone));
  }

  private Optional<String> takeBackAll(ClientModel app, StoredConsent stored) {
    Set<ScopeName> gone = new GrantedScopes(stored).takeBackAll();
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    lost(app, gone);
    return Optional.of(messages.takenBackAll(app));
  }

  private void lost(ClientModel app, Collection<ScopeName> gone) {
    RevocationEvent.send(context.getEvent().clone(), app, gone);
    notes.lost(app);
  }

  private Optional<String> askAgain(
      ClientModel app, StoredConsent stored, Optional<ScopeName> scope) {
    return scope
        .filter(stored::askAgain)
        .map(s -> messages.willAsk(app, new GrantedScopes(stored), s));
  }

  private Optional<ClientModel> app(String id) {
    return new AppsOfUser(context.getSession(), context.getRealm(), context.getUser())
        .clients().stream().filter(client -> client.getId().equals(id)).findFirst();
  }

  private void again() {
    URI page =
        new AuthenticationFlowURLHelper(
                context.getSession(), context.getRealm(), context.getUriInfo())
            .getLastExecutionUrl(
                LoginActionsService.REQUIRED_ACTION,
                ScopePermissionsActionFactory.ID,
                login.getClient().getClientId(),
                login.getTabId(),
                AuthenticationProcessor.getClientData(context.getSession(), login));
    context.challenge(Response.status(Response.Status.FOUND).location(page).build());
  }
}
