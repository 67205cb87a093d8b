package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.keycloak.clock.ServerClock;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Grants whose tokens have all expired, as nobody has used them. */
final class UnusedGrants {

  private final KeycloakSession session;
  private final EntityManager em;
  private final Map<String, Duration> lives = new HashMap<>();

  UnusedGrants(KeycloakSession session, EntityManager em) {
    this.session = session;
    this.em = em;
  }

  void remove(Stream<GrantEntity> rows) {
    Instant now = ServerClock.INSTANCE.instant();
    List<GrantEntity> grants = rows.filter(row -> row.clientScopeId() == null).toList();
    // of older versions: their time starts now
    grants.stream().filter(g -> g.usedAt() == null).forEach(g -> g.usedAt(now.toEpochMilli()));
    em.flush();
    List<String> unused =
        grants.stream().filter(grant -> isUnused(grant, now)).map(GrantEntity::grantId).toList();
    if (!unused.isEmpty()) {
      em.createQuery("delete from GrantEntity e where e.grantId in (:grants)")
          .setParameter("grants", unused)
          .executeUpdate();
    }
  }

  private boolean isUnused(GrantEntity grant, Instant now) {
    Duration life = lives.computeIfAbsent(grant.parties().realmId(), this::life);
    return !life.isZero() && Instant.ofEpochMilli(grant.usedAt()).plus(life).isBefore(now);
  }

  /** How long a token of the realm can lie about and still be good; zero: nobody knows. */
  private Duration life(String realmId) {
    RealmModel realm = session.realms().getRealm(realmId);
    if (realm == null) {
      return Duration.ZERO;
    }
    int idle =
        Stream.of(
                realm.getOfflineSessionIdleTimeout(),
                realm.getSsoSessionIdleTimeout(),
                realm.getSsoSessionIdleTimeoutRememberMe())
            .mapToInt(Integer::intValue)
            .max()
            .orElseThrow();
    return Duration.ofSeconds(idle).plus(JpaGrants.EXACT);
  }
}
