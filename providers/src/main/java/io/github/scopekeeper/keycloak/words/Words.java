package io.github.scopekeeper.keycloak.words;

import io.github.scopekeeper.core.words.Isolated;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/** The texts of the realm's login theme in one language. */
public final class Words {

  private static final Pattern KEY = Pattern.compile("\\$\\{(.+)}");

  private final Locale locale;
  private final Properties messages;

  /** In the user's language, as Keycloak finds it out for a page. */
  public Words(KeycloakSession session, RealmModel realm, UserModel user) {
    this(session, realm, session.getContext().resolveLocale(user));
  }

  public Words(KeycloakSession session, RealmModel realm, Locale locale) {
    this.locale = locale;
    try {
      Theme theme = session.theme().getTheme(Theme.Type.LOGIN);
      messages = theme.getEnhancedMessages(realm, locale);
    } catch (IOException e) {
      throw new UncheckedIOException("The login theme has no readable messages", e);
    }
  }

  public Locale locale() {
    return locale;
  }

  /** The message behind a key. */
  public Optional<String> message(String key) {
    return Optional.ofNullable(messages.getProperty(key)).filter(text -> !text.isBlank());
  }

  /** The message with these texts in it; as it stands where an admin has broken its pattern. */
  public String message(String key, String... texts) {
    String pattern = message(key).orElse(key);
    try {
      return new MessageFormat(pattern, locale).format(texts);
    } catch (IllegalArgumentException broken) {
      return pattern;
    }
  }

  /** What others have named, for within a sentence of ours. */
  public String inSentence(String name) {
    return Isolated.in(locale, name);
  }

  /** An admin's text, or the message where the text is a key: {@code ${key}}. */
  public String localized(String text) {
    Matcher key = KEY.matcher(text);
    return key.matches() ? message(key.group(1), new String[0]) : text;
  }
}
