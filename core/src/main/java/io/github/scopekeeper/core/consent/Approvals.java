package io.github.scopekeeper.core.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * Since when a user allows what to an app. That they allow it stands in the server's own consent;
 * an approval without one means nothing.
 */
public interface Approvals {

  /**
   * @param since when the user said yes
   * @param asked whether the app asked for this scope itself; otherwise it came with another one
   */
  record Approval(Instant since, boolean asked) {

    /** Earlier versions wrote the approval a moment before the consent that it was given in. */
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    /**
     * Whether it belongs to a consent that was made then. Where the consent is newer, the one that
     * this approval was given in is gone, and who made the new one is not known.
     */
    public boolean isPartOf(Instant consent) {
      return !since.isBefore(consent.minus(A_MOMENT));
    }
  }

  /** Remembers the first approval of these scopes. */
  void add(Parties parties, Collection<String> scopeIds, Approval approval);

  /** Remembers a yes; the time of an earlier one stays, and so does that the app asked. */
  void remember(Parties parties, Collection<String> scopeIds, Approval approval);

  /** Forgets everything between them. */
  void forgetAll(Parties parties);

  /** Forgets what was remembered of these scopes. */
  void forget(Parties parties, Collection<String> scopeIds);
}
