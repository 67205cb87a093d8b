package io.github.scopekeeper.keycloak.grants;

import io.github.scopekeeper.core.grant.GrantAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Base64Url;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.utils.PkceUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Carries from a code's making to its redemption what is to be done with a grant, for as long as
 * the code lives. Logins of one app in one browser share a session, so a note tells the code by
 * nonce and code challenge.
 */
final class GrantNote {

  private static final String ACTION = "action";
  private static final String CREATE = "create";
  private static final String MERGE = "merge ";
  private static final String REPLACE = "replace ";

  private final SingleUseObjectProvider notes;
  private final String prefix;

  GrantNote(KeycloakSession session, AuthenticatedClientSessionModel app) {
    this.notes = session.singleUseObjects();
    this.prefix =
        "scopekeeper.grant:" + app.getUserSession().getId() + ":" + app.getClient().getId() + ":";
  }

  void put(AuthenticationSessionModel login, GrantAction action) {
    notes.put(
        key(
            login.getClientNote(OIDCLoginProtocol.NONCE_PARAM),
            login.getClientNote(OIDCLoginProtocol.CODE_CHALLENGE_PARAM)),
        login.getRealm().getAccessCodeLifespan(),
        Map.of(ACTION, text(action)));
  }

  /** Whether the note of a login cannot be taken for the one of another. */
  static boolean isTold(AuthenticationSessionModel login) {
    return login.getClientNote(OIDCLoginProtocol.NONCE_PARAM) != null
        || login.getClientNote(OIDCLoginProtocol.CODE_CHALLENGE_PARAM) != null;
  }

  private String key(String nonce, String challenge) {
    byte[] both = (nonce + " " + challenge).getBytes(StandardCharsets.UTF_8);
    return prefix + Base64Url.encode(HashUtils.hash(JavaAlgorithm.SHA256, both));
  }

  /** Once only. */
  Optional<GrantAction> take(String nonce, String verifier) {
    Optional<GrantAction> hashed = take(key(nonce, hash(verifier)));
    return hashed.isPresent() || verifier == null ? hashed : take(key(nonce, verifier));
  }

  private static String hash(String verifier) {
    return verifier == null ? null : PkceUtils.generateS256CodeChallenge(verifier);
  }

  private Optional<GrantAction> take(String key) {
    return Optional.ofNullable(notes.remove(key)).map(note -> action(note.get(ACTION)));
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
