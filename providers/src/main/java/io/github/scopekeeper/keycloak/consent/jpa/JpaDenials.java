package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;

/** Denials in Keycloak's own database and in the transaction of the request. */
public final class JpaDenials implements Denials {

  private static final String ABOUT =
      " where e.userId = :user and e.clientId = :client and e.clientScopeId in (:scopes)";

  private final AnswerTable<DenialEntity> table;

  public JpaDenials(KeycloakSession session) {
    this.table = new AnswerTable<>(session, DenialEntity.class);
  }

  @Override
  public void remember(Parties parties, Collection<String> scopeIds, Instant at) {
    for (String scopeId : scopeIds) {
      DenialEntity denial = new DenialEntity(parties, scopeId);
      denial.deniedAt(at.toEpochMilli());
      table.add(denial);
    }
    table.em().flush();
  }

  @Override
  public void forget(Parties parties, Collection<String> scopeIds) {
    table.remove(parties, scopeIds);
  }

  /** Past the entities: a row that somebody removes meanwhile must not cost anybody a login. */
  @Override
  public Map<String, Integer> withheldAgain(Parties parties, Collection<String> scopeIds) {
    if (scopeIds.isEmpty()) {
      return Map.of();
    }
    EntityManager em = table.em();
    em.createQuery(
            "update DenialEntity e set e.withheldCount = coalesce(e.withheldCount, 0) + 1" + ABOUT)
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .setParameter("scopes", scopeIds)
        .executeUpdate();
    return em.createQuery(
            "select e.clientScopeId, e.withheldCount from DenialEntity e" + ABOUT, Object[].class)
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .setParameter("scopes", scopeIds)
        .getResultStream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> (Integer) row[1]));
  }
}
