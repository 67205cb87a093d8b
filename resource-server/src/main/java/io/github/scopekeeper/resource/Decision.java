package io.github.scopekeeper.resource;

import io.github.scopekeeper.resource.answer.Refusal;
import io.github.scopekeeper.resource.token.AccessToken;
import java.util.Optional;

/** Whether a request may go on. */
public sealed interface Decision {

  /**
   * It may.
   *
   * @param token who calls, and with what
   * @param access what exactly was allowed; asks about owners
   */
  record Allowed(AccessToken token, Access access) implements Decision {}

  /**
   * It may not.
   *
   * @param refusal why; see {@link ResourceServer#answer}
   * @param token who called, where that is known
   */
  record Refused(Refusal refusal, Optional<AccessToken> token) implements Decision {}
}
