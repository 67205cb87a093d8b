package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.core.consent.ConsentRules;
import io.github.scopekeeper.keycloak.catalog.AssignedScopes;
import io.github.scopekeeper.keycloak.catalog.CatalogAccess;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;

/** How consent is asked for in a realm, with what one client wants different. */
public final class ConsentTerms {

  private final RequiredActionConfigModel realm;
  private final ClientModel model;
  private final ClientConsentConfig client;

  private ConsentTerms(ClientModel model) {
    this.model = model;
    this.realm = model.getRealm().getRequiredActionConfigByAlias(ScopeConsentActionFactory.ID);
    this.client = ClientConsentConfig.of(model);
  }

  public static ConsentTerms of(ClientModel client) {
    return new ConsentTerms(client);
  }

  /** Whether our page stands in for Keycloak's in this realm. */
  public static boolean inForce(RealmModel realm) {
    RequiredActionProviderModel action =
        realm.getRequiredActionProviderByAlias(ScopeConsentActionFactory.ID);
    return action != null && action.isEnabled();
  }

  /** Who may read the realm's catalog, whether our page is in force or not. */
  public static CatalogAccess catalogAccess(RealmModel realm) {
    return ConsentConfig.catalogAccess(
        realm.getRequiredActionConfigByAlias(ScopeConsentActionFactory.ID));
  }

  /** How many grants a user can have with one client. */
  public static int mostGrants(RealmModel realm) {
    return ConsentConfig.mostGrants(
        realm.getRequiredActionConfigByAlias(ScopeConsentActionFactory.ID));
  }

  public ConsentRules rules() {
    return client.over(ConsentConfig.rules(realm));
  }

  /** Whether the client cannot work without the scope: by default, or because it says so. */
  public boolean isRequired(ScopeName scope, AssignedScopes assigned) {
    return assigned.isDefault(scope.value()) || client.required().contains(scope);
  }

  /**
   * Whether the client may have its tokens widened by what the user granted it before. Anybody can
   * pretend to be a public client, and would get what the real one was granted.
   */
  public boolean includesGranted() {
    return client.includeGranted().orElse(!model.isPublicClient());
  }

  public AppWordsFrom appWords() {
    return ConsentConfig.appWords(realm);
  }
}
