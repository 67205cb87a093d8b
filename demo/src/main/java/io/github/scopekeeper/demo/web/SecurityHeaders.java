package io.github.scopekeeper.demo.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;

/** No script at all, styles from here only, nothing framed, nothing cached. */
final class SecurityHeaders implements Handler {

  private final String contentSecurityPolicy;

  /**
   * Browsers check the redirects that follow a form as well, so the forms that lead to Keycloak
   * need its origin.
   */
  SecurityHeaders(URI issuer) {
    var keycloak = issuer.getScheme() + "://" + issuer.getRawAuthority();
    this.contentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' "
            + keycloak
            + "; frame-ancestors 'none'; base-uri 'none'";
  }

  @Override
  public void handle(Context context) {
    context
        .header("Content-Security-Policy", contentSecurityPolicy)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
