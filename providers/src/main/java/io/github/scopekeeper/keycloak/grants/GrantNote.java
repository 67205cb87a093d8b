package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.grant.GrantAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.keycloak.common.util.Base64Url;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.PkceUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Carries from a code's making to its redemption what is to be done with a grant. Logins of one app
 * in one browser share a client session, so a note tells the code by nonce and code challenge.
 */
final class GrantNote {

  private static final String NOTE = "scopekeeper.grant.";
  private static final String CREATE = "create";
  private static final String MERGE = "merge ";
  private static final String REPLACE = "replace ";

  private final AuthenticatedClientSessionModel app;

  GrantNote(AuthenticatedClientSessionModel app) {
    this.app = app;
  }

  static String keyOf(AuthenticationSessionModel login) {
    return key(
        login.getClientNote(OIDCLoginProtocol.NONCE_PARAM),
        login.getClientNote(OIDCLoginProtocol.CODE_CHALLENGE_PARAM));
  }

  private static String key(String nonce, String challenge) {
    byte[] both = (nonce + " " + challenge).getBytes(StandardCharsets.UTF_8);
    return NOTE + Base64Url.encode(HashUtils.hash(JavaAlgorithm.SHA256, both));
  }

  void put(String key, Optional<GrantAction> action) {
    if (action.isPresent()) {
      app.setNote(key, text(action.get()));
    } else {
      take(key);
    }
  }

  /** Once only. */
  Optional<GrantAction> take(String nonce, String verifier) {
    Optional<GrantAction> hashed = take(key(nonce, hash(verifier)));
    return hashed.isPresent() ? hashed : take(key(nonce, verifier));
  }

  private static String hash(String verifier) {
    return verifier == null ? null : PkceUtils.generateS256CodeChallenge(verifier);
  }

  private Optional<GrantAction> take(String key) {
    String text = app.getNote(key);
    if (text != null) {
      app.removeNote(key);
    }
    return Optional.ofNullable(text).map(GrantNote::action);
  }

  private static String text(GrantAction action) {
    if (action instanceof GrantAction.Merge merge) {
      return MERGE + merge.grantId();
    }
    return action instanceof GrantAction.Replace replace ? REPLACE + replace.grantId() : CREATE;
  }

  private static GrantAction action(String text) {
    if (text.startsWith(MERGE)) {
      return new GrantAction.Merge(text.substring(MERGE.length()));
    }
    return text.startsWith(REPLACE)
        ? new GrantAction.Replace(text.substring(REPLACE.length()))
        : new GrantAction.Create();
  }
}
