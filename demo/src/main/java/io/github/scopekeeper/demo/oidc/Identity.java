package io.github.scopekeeper.demo.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who signed in, from a checked ID token.
 *
 * @param idToken kept for the sign-out request
 */
public record Identity(String subject, Optional<String> name, String idToken) {

  static Identity of(IDTokenClaimsSet claims, String idToken) {
    var name =
        Stream.of("name", "preferred_username")
            .map(claims::getStringClaim)
            .filter(value -> value != null && !value.isBlank())
            .findFirst();
    return new Identity(claims.getSubject().getValue(), name, idToken);
  }

  /** A later request that asks for less than the profile brings no name. */
  public Identity orNameOf(Identity earlier) {
    return new Identity(subject, name.or(earlier::name), idToken);
  }
}
