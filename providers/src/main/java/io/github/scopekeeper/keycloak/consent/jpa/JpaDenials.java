package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Denials;
import io.github.scopekeeper.core.consent.Parties;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;

/** Denials in Keycloak's own database and in the transaction of the request. */
public final class JpaDenials implements Denials {

  private final AnswerTable<DenialEntity> table;

  public JpaDenials(KeycloakSession session) {
    this.table = new AnswerTable<>(session, DenialEntity.class);
  }

  @Override
  public Map<String, Instant> deniedAt(Parties parties) {
    return table.between(parties).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                DenialEntity::clientScopeId, row -> Instant.ofEpochMilli(row.deniedAt())));
  }

  @Override
  public void remember(Parties parties, Collection<String> scopeIds, Instant at) {
    if (scopeIds.isEmpty()) {
      return;
    }
    Map<String, DenialEntity> stored = AnswerTable.byScope(table.between(parties));
    for (String scopeId : scopeIds) {
      DenialEntity denial = stored.get(scopeId);
      if (denial == null) {
        denial = new DenialEntity(parties, scopeId);
        table.add(denial);
      }
      denial.deniedAt(at.toEpochMilli());
    }
  }

  @Override
  public void forget(Parties parties, Collection<String> scopeIds) {
    AnswerTable.forget(table, parties, scopeIds);
  }

  @Override
  public Map<String, Integer> withheldAgain(Parties parties, Collection<String> scopeIds) {
    Map<String, Integer> counts = new HashMap<>();
    if (!scopeIds.isEmpty()) {
      table.between(parties).stream()
          .filter(denial -> scopeIds.contains(denial.clientScopeId()))
          .forEach(denial -> counts.put(denial.clientScopeId(), denial.withheldAgain()));
    }
    return counts;
  }

  /** The apps to which a user has said no to something; by client id. */
  public List<String> clientsOf(String realmId, String userId) {
    return table.clientsOf(realmId, userId);
  }
}
