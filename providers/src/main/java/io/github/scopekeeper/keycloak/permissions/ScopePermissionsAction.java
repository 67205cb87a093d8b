package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.keycloak.consent.SignedInUser;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The page on which users see what they allow their apps, and take it back. Only who asks for it
 * gets it: Keycloak's own login, age of the login and protection of its forms stand before it.
 */
final class ScopePermissionsAction implements RequiredActionProvider {

  @Override
  public InitiatedActionSupport initiatedActionSupport() {
    return InitiatedActionSupport.SUPPORTED;
  }

  @Override
  public void evaluateTriggers(RequiredActionContext context) {}

  @Override
  public void requiredActionChallenge(RequiredActionContext context) {
    new SignedInUser(context).refuseAnother();
    new PermissionsDialogue(context).show();
  }

  @Override
  public void processAction(RequiredActionContext context) {
    new SignedInUser(context).refuseAnother();
    new PermissionsDialogue(context)
        .answer(PermissionsForm.of(context.getHttpRequest().getDecodedFormParameters()));
  }

  @Override
  public void initiatedActionCanceled(KeycloakSession session, AuthenticationSessionModel login) {
    new PermissionsNotes(login).end();
  }

  @Override
  public void close() {}
}
