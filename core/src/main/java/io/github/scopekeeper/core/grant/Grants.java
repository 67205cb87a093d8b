package io.github.scopekeeper.core.grant;

import io.github.scopekeeper.core.consent.Parties;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Where grants are kept. */
public interface Grants {

  /**
   * @param id what the app knows it by; nobody can guess it
   * @param scopeIds the ids of its client scopes; some of them may be gone
   */
  record Grant(String id, Parties parties, Set<String> scopeIds) {
    public Grant {
      scopeIds = Set.copyOf(scopeIds);
    }
  }

  Optional<Grant> find(String realmId, String grantId);

  /** Which of these scopes any grant of a user to an app holds. */
  Set<String> held(Parties parties, Collection<String> scopeIds);

  /** Keeps a grant as it is now; one of the same id is replaced. It counts as used now. */
  void save(Grant grant, Instant now);

  /** Remembers, roughly, when a grant was last used. */
  void used(Grant grant, Instant now);

  /** Deletes of a user's grants to an app those that were used least recently. */
  void limit(Parties parties, int most);

  /** Keeps no scope of it, nor its id. */
  void delete(Grant grant);

  /** Takes scopes out of all grants of a user to an app. */
  void takeBack(Parties parties, Collection<String> scopeIds);

  void deleteAll(Parties parties);
}
