package io.github.scopekeeper.keycloak.api;

import io.github.scopekeeper.core.words.AcceptedLanguages;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The language of an answer: the request's own, since the app shows it; or else the user's. */
final class RequestLanguage {

  private RequestLanguage() {}

  static Locale of(KeycloakSession session, UserModel user) {
    return asked(session, header(session))
        .orElseGet(() -> session.getContext().resolveLocale(user, true));
  }

  /**
   * Where nobody is known: what is asked for, or else the realm's.
   *
   * @param languages in the form of {@code Accept-Language}, before that header; or null
   */
  static Locale ofAnybody(KeycloakSession session, String languages) {
    RealmModel realm = session.getContext().getRealm();
    return asked(session, languages)
        .or(() -> asked(session, header(session)))
        .or(() -> Optional.ofNullable(realm.getDefaultLocale()).map(Locale::forLanguageTag))
        .orElse(Locale.ENGLISH);
  }

  private static String header(KeycloakSession session) {
    return session.getContext().getRequestHeaders().getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
  }

  private static Optional<Locale> asked(KeycloakSession session, String languages) {
    RealmModel realm = session.getContext().getRealm();
    if (!realm.isInternationalizationEnabled() || languages == null) {
      return Optional.empty();
    }
    List<Locale> supported = realm.getSupportedLocalesStream().map(Locale::forLanguageTag).toList();
    return Optional.ofNullable(Locale.lookup(AcceptedLanguages.of(languages), supported));
  }
}
