package io.github.scopekeeper.keycloak.permissions;

import io.github.scopekeeper.core.catalog.ScopeName;
import io.github.scopekeeper.keycloak.resource.SentParameters;
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

  /** A field that comes twice is none that our page has sent: nothing is wished. */
  static PermissionsForm of(MultivaluedMap<String, String> form) {
    SentParameters sent = new SentParameters(form);
    if (sent.repeatsAnyOf(BUTTON, APP, SCOPE)) {
      return new PermissionsForm(Wish.UNKNOWN, "", Optional.empty());
    }
    return new PermissionsForm(
        sent.one(BUTTON).map(Wish::of).orElse(Wish.UNKNOWN),
        sent.one(APP).orElse(""),
        sent.one(SCOPE).flatMap(ScopeName::parse));
  }
}
