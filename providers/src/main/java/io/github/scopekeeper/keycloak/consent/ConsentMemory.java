package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Approvals;
import io.github.scopekeeper.core.consent.Approvals.Approval;
import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.core.grant.Grants;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.jpa.JpaAppUse;
import io.github.scopekeeper.keycloak.consent.jpa.JpaApprovals;
import io.github.scopekeeper.keycloak.consent.jpa.JpaDenials;
import io.github.scopekeeper.keycloak.consent.jpa.JpaGrants;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;

/** What our own tables know of a user and an app; nothing of a user whom Keycloak forgets. */
final class ConsentMemory {

  private final KeycloakSession session;
  private final Parties parties;
  private final Denials denials;
  private final Approvals approvals;
  private final Grants grants;
  private final JpaAppUse use;
  private final boolean forgetful;
  private Map<String, Instant> deniedAt;

  ConsentMemory(KeycloakSession session, UserModel user, Parties parties) {
    this.session = session;
    this.parties = parties;
    this.denials = new JpaDenials(session);
    this.approvals = new JpaApprovals(session);
    this.grants = new JpaGrants(session);
    this.use = new JpaAppUse(session);
    this.forgetful = LightweightUserAdapter.isLightweightUser(user);
  }

  /** By scope id. */
  Map<String, Instant> deniedAt() {
    if (deniedAt == null) {
      deniedAt = forgetful ? Map.of() : atTheLatestNow(denials.deniedAt(parties));
    }
    return deniedAt;
  }

  /** Whether anything is kept of this user. */
  boolean remembers() {
    return !forgetful;
  }

  /** A clock that was wrong once does not make a no last longer than the realm wants it to. */
  private static Map<String, Instant> atTheLatestNow(Map<String, Instant> times) {
    Instant now = now();
    Map<String, Instant> past = new HashMap<>();
    times.forEach((id, at) -> past.put(id, at.isAfter(now) ? now : at));
    return past;
  }

  /** By scope id. */
  @SuppressWarnings("unchecked")
  Map<String, Approval> approvals() {
    if (forgetful) {
      return Map.of();
    }
    Object known = session.getAttribute(approvalsKey());
    if (known == null) {
      known = approvals.between(parties);
      session.setAttribute(approvalsKey(), known);
    }
    return (Map<String, Approval>) known;
  }

  /** A request looks at a consent more than once. */
  private String approvalsKey() {
    return ConsentMemory.class.getName() + parties;
  }

  private void approvalsChanged() {
    session.removeAttribute(approvalsKey());
  }

  /**
   * @param asked scopes that the app asked for itself
   * @param cameAlong scopes that those include
   * @param before scopes that were allowed already
   */
  void allow(Collection<String> asked, Collection<String> cameAlong, Collection<String> before) {
    if (forgetful) {
      return;
    }
    Set<String> fresh = new HashSet<>(asked);
    fresh.addAll(cameAlong);
    denials.forget(parties, fresh.stream().filter(deniedAt()::containsKey).toList());
    fresh.removeAll(before);
    approvals.forget(parties, fresh);
    approvals.remember(parties, asked, new Approval(now(), true));
    approvals.remember(
        parties, cameAlong.stream().filter(fresh::contains).toList(), new Approval(now(), false));
    deniedAt = null;
    approvalsChanged();
  }

  void deny(Collection<String> scopeIds) {
    if (!forgetful && !scopeIds.isEmpty()) {
      denials.remember(parties, scopeIds, now());
      approvals.forget(parties, scopeIds);
      deniedAt = null;
      approvalsChanged();
    }
  }

  /** Whether there was a no to forget. */
  boolean askAgain(String scopeId) {
    boolean denied = deniedAt().containsKey(scopeId);
    if (denied) {
      denials.forget(parties, Set.of(scopeId));
      deniedAt = null;
    }
    return denied;
  }

  void takeBack(Collection<String> scopeIds) {
    if (!forgetful) {
      approvals.forget(parties, scopeIds);
      approvalsChanged();
      grants.takeBack(parties, scopeIds);
    }
  }

  /** What was refused stays refused. */
  void takeBackAll() {
    if (!forgetful) {
      approvals.forget(parties, approvals.between(parties).keySet());
      approvalsChanged();
      grants.deleteAll(parties);
    }
  }

  Map<String, Integer> withheldAgain(Collection<String> scopeIds) {
    return forgetful ? Map.of() : denials.withheldAgain(parties, scopeIds);
  }

  void used() {
    if (!forgetful) {
      use.remember(parties, now());
    }
  }

  Optional<Instant> lastUsed() {
    return forgetful ? Optional.empty() : use.last(parties).filter(at -> !at.isAfter(now()));
  }

  private static Instant now() {
    return ServerClock.INSTANCE.instant();
  }
}
