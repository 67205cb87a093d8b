package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.keycloak.catalog.CatalogReader;
import io.github.scopekeeper.keycloak.words.Words;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * The scopes of a realm that have an entry, by name.
 *
 * @param language of the texts, as a language tag (BCP 47)
 */
record CatalogList(String issuer, String language, List<CatalogScope> scopes) {

  static CatalogList of(KeycloakSession session, Locale locale, boolean seesHidden) {
    RealmModel realm = session.getContext().getRealm();
    List<ClientScopeModel> all = realm.getClientScopesStream().toList();
    Set<String> hidden = seesHidden ? Set.of() : hidden(all);
    CatalogReader reader = new CatalogReader(realm);
    Words words = new Words(session, realm, locale);
    return new CatalogList(
        Urls.realmIssuer(
            session.getContext().getUri(UrlType.FRONTEND).getBaseUri(), realm.getName()),
        locale.toLanguageTag(),
        all.stream()
            .filter(scope -> !hidden.contains(scope.getName()))
            .flatMap(
                scope ->
                    reader.entryOf(scope).stream()
                        .map(entry -> CatalogScope.of(entry, scope, hidden, words)))
            .sorted(Comparator.comparing(CatalogScope::name))
            .toList());
  }

  /** An older name of a scope that is seen can be that of a scope which is not. */
  private static Set<String> hidden(List<ClientScopeModel> all) {
    return all.stream()
        .filter(scope -> !scope.isIncludeInOpenIDProviderMetadata())
        .map(ClientScopeModel::getName)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
