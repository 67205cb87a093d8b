package io.github.scopekeeper.core.grant;

import io.github.scopekeeper.core.consent.Parties;
import java.util.Collection;
import java.util.List;
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

  /** All grants of a user to an app. */
  List<Grant> between(Parties parties);

  /** Keeps a grant as it is now; one of the same id is replaced. */
  void save(Grant grant);

  /** Keeps no scope of it, nor its id. */
  void delete(Grant grant);

  /** Takes scopes out of all grants of a user to an app. */
  void takeBack(Parties parties, Collection<String> scopeIds);

  void deleteAll(Parties parties);
}
