package io.github.scopekeeper.keycloak.words;

import io.github.scopekeeper.core.words.PlainText;
import java.util.Optional;
import org.keycloak.models.UserModel;

/** What a user is called. */
public final class UserWords {

  private UserWords() {}

  /** What the user signs in with. */
  public static String username(UserModel user) {
    return PlainText.of(user.getUsername());
  }

  public static String name(UserModel user) {
    String first = Optional.ofNullable(user.getFirstName()).orElse("");
    String last = Optional.ofNullable(user.getLastName()).orElse("");
    String name = PlainText.of(first + " " + last);
    return name.isEmpty() ? username(user) : name;
  }
}
