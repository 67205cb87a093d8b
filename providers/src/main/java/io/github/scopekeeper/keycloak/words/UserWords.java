package io.github.scopekeeper.keycloak.words;

import java.util.Optional;
import org.keycloak.models.UserModel;

/** What a user is called. */
public final class UserWords {

  private UserWords() {}

  public static String name(UserModel user) {
    String first = Optional.ofNullable(user.getFirstName()).orElse("");
    String last = Optional.ofNullable(user.getLastName()).orElse("");
    String name = (first + " " + last).strip();
    return name.isEmpty() ? user.getUsername() : name;
  }
}
