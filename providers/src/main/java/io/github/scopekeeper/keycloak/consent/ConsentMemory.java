package io.github.scopekeeper.keycloak.consent;

import io.github.scopekeeper.core.consent.Approvals;
import io.github.scopekeeper.core.consent.Approvals.Approval;
import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.core.consent.Parties;
import io.github.scopekeeper.core.grant.Grants;
import io.github.scopekeeper.keycloak.clock.ServerClock;
import io.github.scopekeeper.keycloak.consent.jpa.JpaAnswers;
import io.github.scopekeeper.keycloak.consent.jpa.JpaAnswers.Answers;
import io.github.scopekeeper.keycloak.consent.jpa.JpaAppUse;
import io.github.scopekeeper.keycloak.consent.jpa.JpaApprovals;
import io.github.scopekeeper.keycloak.consent.jpa.JpaDenials;
import io.github.scopekeeper.keycloak.consent.jpa.JpaGrants;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

  ConsentMemory(KeycloakSession session, UserModel user, Parties parties) {
    this.session = session;
    this.parties = parties;
    this.denials = new JpaDenials(session);
    this.approvals = new JpaApprovals(session);
    this.grants = new JpaGrants(session);
    this.use = new JpaAppUse(session);
    this.forgetful = LightweightUserAdapter.isLightweightUser(user);
  }

  /** As read, and as changed since: a request looks at a consent more than once. */
  private Answers known() {
    Answers known = session.getAttribute(key(parties), Answers.class);
    if (known == null) {
      boolean nothing = forgetful || session.getAttribute(allKey(parties.userId())) != null;
      known = nothing ? Answers.none() : new JpaAnswers(session).between(parties);
      session.setAttribute(key(parties), known);
    }
    return known;
  }

  /** For a page that shows all of them: what is known of each app, by client id. */
  static Map<String, Answers> readAll(KeycloakSession session, String realmId, UserModel user) {
    Map<String, Answers> all =
        LightweightUserAdapter.isLightweightUser(user)
            ? Map.of()
            : new JpaAnswers(session).of(realmId, user.getId());
    all.forEach(
        (client, a) -> session.setAttribute(key(new Parties(realmId, user.getId(), client)), a));
    session.setAttribute(allKey(user.getId()), true);
    return all;
  }

  private static String allKey(String userId) {
    return ConsentMemory.class.getName() + userId;
  }

  private static String key(Parties parties) {
    return ConsentMemory.class.getName() + parties;
  }

  void forgetWhatWasRead() {
    session.removeAttribute(key(parties));
    session.removeAttribute(allKey(parties.userId()));
  }

  /** By scope id. */
  Map<String, Instant> deniedAt() {
    return atTheLatestNow(known().deniedAt());
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
  Map<String, Approval> approvals() {
    return Collections.unmodifiableMap(known().approvals());
  }

  Optional<Instant> lastUsed() {
    return known().used().filter(at -> !at.isAfter(now()));
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
    Map<String, Instant> deniedAt = known().deniedAt();
    Map<String, Approval> approved = known().approvals();
    Set<String> fresh = new HashSet<>(asked);
    fresh.addAll(cameAlong);
    denials.forget(parties, in(fresh, deniedAt));
    deniedAt.keySet().removeAll(fresh);
    fresh.removeAll(before);
    approvals.forget(parties, in(fresh, approved));
    add(of(asked, fresh::contains), true);
    add(of(cameAlong, fresh::contains), false);
    Set<String> newlyAsked = of(asked, id -> !fresh.contains(id) && isNewlyAsked(id));
    approvals.remember(parties, newlyAsked, new Approval(now(), true));
    newlyAsked.forEach(
        id ->
            approved.merge(
                id, new Approval(now(), true), (old, n) -> new Approval(old.since(), true)));
  }

  private void add(Set<String> scopeIds, boolean asked) {
    Approval approval = new Approval(now(), asked);
    approvals.add(parties, scopeIds, approval);
    scopeIds.forEach(id -> known().approvals().put(id, approval));
  }

  private boolean isNewlyAsked(String scopeId) {
    Approval known = known().approvals().get(scopeId);
    return known == null || !known.asked();
  }

  private static Set<String> in(Collection<String> scopeIds, Map<String, ?> known) {
    return of(scopeIds, known::containsKey);
  }

  private static Set<String> of(Collection<String> scopeIds, Predicate<String> which) {
    return scopeIds.stream().filter(which).collect(Collectors.toSet());
  }

  void deny(Collection<String> scopeIds) {
    if (!forgetful && !scopeIds.isEmpty()) {
      Instant now = now();
      Map<String, Instant> deniedAt = known().deniedAt();
      Map<String, Approval> approved = known().approvals();
      denials.forget(parties, in(scopeIds, deniedAt));
      denials.remember(parties, scopeIds, now);
      approvals.forget(parties, in(scopeIds, approved));
      scopeIds.forEach(id -> deniedAt.put(id, now));
      approved.keySet().removeAll(scopeIds);
    }
  }

  boolean isDenied(String scopeId) {
    return known().deniedAt().containsKey(scopeId);
  }

  /**
   * Lets the app ask at once. The denial stays: the user has not said yes, so nothing that includes
   * the scope may bring it.
   *
   * @return whether the app had to wait
   */
  boolean askAgain(String scopeId) {
    Instant at = deniedAt().get(scopeId);
    boolean waits = at != null && at.isAfter(Denials.ASKABLE);
    if (waits) {
      denials.forget(parties, Set.of(scopeId));
      denials.remember(parties, Set.of(scopeId), Denials.ASKABLE);
      known().deniedAt().put(scopeId, Denials.ASKABLE);
    }
    return waits;
  }

  void takeBack(Collection<String> scopeIds) {
    if (!forgetful) {
      approvals.forget(parties, scopeIds);
      grants.takeBack(parties, scopeIds);
      known().approvals().keySet().removeAll(scopeIds);
    }
  }

  /** What was refused stays refused. */
  void takeBackAll() {
    if (!forgetful) {
      approvals.forgetAll(parties);
      grants.deleteAll(parties);
      known().approvals().clear();
    }
  }

  Map<String, Integer> withheldAgain(Collection<String> scopeIds) {
    return forgetful ? Map.of() : denials.withheldAgain(parties, scopeIds);
  }

  void used() {
    if (!forgetful) {
      Answers known = known();
      Instant now = now();
      use.remember(parties, known.used(), now);
      session.setAttribute(
          key(parties), new Answers(known.deniedAt(), known.approvals(), Optional.of(now)));
    }
  }

  private static Instant now() {
    return ServerClock.INSTANCE.instant();
  }
}
