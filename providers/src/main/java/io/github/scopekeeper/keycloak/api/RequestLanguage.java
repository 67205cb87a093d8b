package io.github.scopekeeper.keycloak.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The language of an answer: the request's own, since the app shows it; or else the user's. */
final class RequestLanguage {

  private static final int LONGEST_HEADER = 500;

  private RequestLanguage() {}

  static Locale of(KeycloakSession session, UserModel user) {
    RealmModel realm = session.getContext().getRealm();
    String header =
        session.getContext().getRequestHeaders().getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
    if (realm.isInternationalizationEnabled() && header != null) {
      List<Locale> supported =
          realm.getSupportedLocalesStream().map(Locale::forLanguageTag).toList();
      Locale asked = Locale.lookup(ranges(header), supported);
      if (asked != null) {
        return asked;
      }
    }
    return session.getContext().resolveLocale(user, true);
  }

  private static List<LanguageRange> ranges(String header) {
    try {
      return header.length() > LONGEST_HEADER ? List.of() : LanguageRange.parse(header);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
  }
}
