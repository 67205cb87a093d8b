package io.github.scopekeeper.benchmarks.load;

import io.github.scopekeeper.it.support.OAuthClient;
import io.github.scopekeeper.it.support.Tokens;
import java.util.Set;

/** One of two that are compared: a realm of a server, and what it is asked for. */
record Party(Server server, Realm realm, OAuthClient client, Wish wish) {

  Party(Server server, Realm realm, Wish wish) {
    this(server, realm, realm.client(), wish);
  }

  static Party asking(Server server, Realm realm, Wish wish) {
    return new Party(server, realm, realm.asking(), wish);
  }

  /** The scopes that are asked for, and those that the token must have. */
  record Wish(String asked, Set<String> expected) {
    static Wish exactly(String scopes) {
      return new Wish(scopes, Tokens.scopes(scopes));
    }

    static Wish expanding(String asked, String expected) {
      return new Wish(asked, Tokens.scopes(expected));
    }
  }
}
