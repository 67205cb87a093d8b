package io.github.scopekeeper.demo.oidc;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import io.github.scopekeeper.demo.Feature;
import java.util.Set;
import java.util.TreeSet;

/** What came of the wish to use a feature, after every check of the protocol has passed. */
public sealed interface Answer {

  Feature feature();

  /** Whether it is worth trying the feature now. */
  boolean allowed();

  /** Whether Keycloak took no token for what was sent. */
  default boolean isInvalidGrant() {
    return this instanceof Refusal refusal
        && OAuth2Error.INVALID_GRANT.getCode().equals(refusal.error());
  }

  /**
   * Tokens came, perhaps with less than what was asked for, perhaps with more.
   *
   * @param needs the scopes without which the feature is of no use
   * @param asked the scopes of the request
   */
  record Tokens(Feature feature, Set<String> needs, Set<String> asked, SignedIn signedIn)
      implements Answer {

    public Tokens {
      needs = Set.copyOf(needs);
      asked = Set.copyOf(asked);
    }

    @Override
    public boolean allowed() {
      return signedIn.scope().containsAll(needs);
    }

    /** Needed, but not given. */
    public Set<String> missing() {
      var missing = new TreeSet<>(needs);
      missing.removeAll(signedIn.scope());
      return missing;
    }
  }

  /** No tokens came, an error did. */
  record Refusal(Feature feature, String error, String description) implements Answer {

    @Override
    public boolean allowed() {
      return false;
    }

    public boolean deniedByUser() {
      return error.equals("access_denied");
    }
  }

  /** The token at hand was enough: nobody had to be asked. */
  record Ready(Feature feature) implements Answer {

    @Override
    public boolean allowed() {
      return true;
    }
  }

  /** The user said no lately, and is left in peace. */
  record NotYet(Feature feature) implements Answer {

    @Override
    public boolean allowed() {
      return false;
    }
  }
}
