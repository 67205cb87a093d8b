package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/**
 * What a browser sent, to be trusted in nothing.
 *
 * @param wish the button that was pressed
 * @param app the id of a client, perhaps
 */
record PermissionsForm(Wish wish, String app, Optional<ScopeName> scope) {

  private static final String BUTTON = "do";
  private static final String APP = "app";
  private static final String SCOPE = "scope";

  enum Wish {
    TAKE_BACK("take-back"),
    TAKE_BACK_ALL("take-back-all"),
    CONFIRM_TAKE_BACK_ALL("confirm-take-back-all"),
    BACK("back"),
    ASK_AGAIN("ask-again"),
    DONE("done"),
    UNKNOWN("");

    private final String button;

    Wish(String button) {
      this.button = button;
    }

    private static Wish of(String button) {
      for (Wish wish : values()) {
        if (wish.button.equals(button)) {
          return wish;
        }
      }
      return UNKNOWN;
    }
  }

  static PermissionsForm of(MultivaluedMap<String, String> form) {
    return new PermissionsForm(
        Wish.of(form.getFirst(BUTTON)),
        Optional.ofNullable(form.getFirst(APP)).orElse(""),
        Optional.ofNullable(form.getFirst(SCOPE)).flatMap(ScopeName::parse));
  }
}
