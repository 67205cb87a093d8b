package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.AppWords;
import io.github.scopekeeper.keycloak.authorization.AuthorizationParameters;
import java.util.HashMap;
import java.util.Map;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the app says of its request, where the realm lets it speak. */
final class QuotedWords {

  private QuotedWords() {}

  /** Null where there is nothing to quote. */
  static Map<String, Object> model(AuthenticationSessionModel login) {
    AuthorizationParameters request = new AuthorizationParameters(login);
    AppWords words = allowed(login, request) ? words(request) : AppWords.NONE;
    if (words.isEmpty()) {
      return null;
    }
    Map<String, Object> model = new HashMap<>();
    model.put("feature", words.feature().orElse(null));
    model.put("reason", words.reason().orElse(null));
    return model;
  }

  private static boolean allowed(
      AuthenticationSessionModel login, AuthorizationParameters request) {
    return switch (ConsentTerms.of(login.getClient()).appWords()) {
      case NEVER -> false;
      case AUTHENTICATED -> request.isAuthenticated();
      case ALWAYS -> true;
    };
  }

  private static AppWords words(AuthorizationParameters request) {
    return new AppWords(
        request.get(AuthorizationParameters.SCOPE_FEATURE),
        request.get(AuthorizationParameters.SCOPE_REASON));
  }
}
