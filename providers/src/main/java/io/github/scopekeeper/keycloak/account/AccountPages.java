package io.github.scopekeeper.keycloak.account;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.services.Urls;

/** Where a realm's users find the pages about themselves: ours and Keycloak's account console. */
public final class AccountPages {

  /** The id of the required action, and the last part of the address that leads to it. */
  public static final String PERMISSIONS = "scope-permissions";

  private final RealmModel realm;
  private final URI base;

  /**
   * @param base the server's, as browsers see it
   */
  public AccountPages(RealmModel realm, URI base) {
    this.realm = realm;
    this.base = base;
  }

  /** In whose name users sign in to look at their permissions: it is there in every realm. */
  public Optional<ClientModel> client() {
    return account()
        .flatMap(account -> Stream.of(console(), account).filter(this::canSignIn).findFirst());
  }

  /** Without this client there are no pages about the account at all. */
  private Optional<ClientModel> account() {
    return Optional.ofNullable(realm.getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID))
        .filter(ClientModel::isEnabled);
  }

  private ClientModel console() {
    return realm.getClientByClientId(Constants.ACCOUNT_CONSOLE_CLIENT_ID);
  }

  private boolean canSignIn(ClientModel client) {
    return client != null && client.isEnabled() && client.isStandardFlowEnabled();
  }

  /** Whether users can see and change here what they have allowed. */
  public boolean hasPermissions() {
    RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(PERMISSIONS);
    return action != null && action.isEnabled() && client().isPresent();
  }

  /** The page on which a user can take consent back; empty where the realm has none. */
  public Optional<URI> toTakeBack(Locale language) {
    if (hasPermissions()) {
      return Optional.of(
          Urls.realmBase(base)
              .path("{realm}/" + PERMISSIONS)
              .queryParam(OAuth2Constants.UI_LOCALES_PARAM, language.toLanguageTag())
              .build(realm.getName()));
    }
    return account()
        .filter(account -> canSignIn(console()))
        .map(account -> Urls.accountBase(base).path("applications").build(realm.getName()));
  }

  /** Where the account console begins. */
  public URI home() {
    return Urls.accountBase(base).path("/").build(realm.getName());
  }
}
