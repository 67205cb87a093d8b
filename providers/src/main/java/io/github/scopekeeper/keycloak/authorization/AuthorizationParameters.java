package io.github.scopekeeper.keycloak.authorization;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Our own parameters of the authorization request that a login is for. All of them are hostile. */
public final class AuthorizationParameters {

  /** {@code true}: the tokens carry what was granted before, too. */
  public static final String INCLUDE_GRANTED_SCOPES = "include_granted_scopes";

  /** What the user wanted to do when the app began to ask; the app's words. */
  public static final String SCOPE_FEATURE = "scope_feature";

  /** Why the app asks; the app's words. */
  public static final String SCOPE_REASON = "scope_reason";

  /** What to do with a grant (Grant Management for OAuth 2.0). */
  public static final String GRANT_MANAGEMENT_ACTION = "grant_management_action";

  public static final String GRANT_ID = "grant_id";

  static final Set<String> NAMES =
      Set.of(
          INCLUDE_GRANTED_SCOPES, SCOPE_FEATURE, SCOPE_REASON, GRANT_MANAGEMENT_ACTION, GRANT_ID);

  /** Client notes: a restart of the login keeps them. */
  private static final String NOTE = "scopekeeper.request.";

  private static final String AUTHENTICATED = NOTE + "authenticated";
  private static final int MAX_LENGTH = 1_000;

  private final AuthenticationSessionModel login;

  public AuthorizationParameters(AuthenticationSessionModel login) {
    this.login = login;
  }

  void note(Map<String, String> values, boolean authenticated) {
    values.forEach(
        (name, value) ->
            login.setClientNote(
                NOTE + name, value.substring(0, Math.min(value.length(), MAX_LENGTH))));
    login.setClientNote(AUTHENTICATED, String.valueOf(authenticated));
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(login.getClientNote(NOTE + name));
  }

  public boolean includesGrantedScopes() {
    return get(INCLUDE_GRANTED_SCOPES).filter("true"::equals).isPresent();
  }

  /** Whether nobody but the client can have written them. */
  public boolean isAuthenticated() {
    return Boolean.parseBoolean(login.getClientNote(AUTHENTICATED));
  }
}
