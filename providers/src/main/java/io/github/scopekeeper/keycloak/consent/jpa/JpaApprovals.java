package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Approvals;
import io.github.scopekeeper.core.consent.Parties;
import java.util.Collection;
import java.util.Map;
import org.keycloak.models.KeycloakSession;

/** Approvals in Keycloak's own database and in the transaction of the request. */
public final class JpaApprovals implements Approvals {

  private final AnswerTable<ApprovalEntity> table;

  public JpaApprovals(KeycloakSession session) {
    this.table = new AnswerTable<>(session, ApprovalEntity.class);
  }

  @Override
  public void add(Parties parties, Collection<String> scopeIds, Approval approval) {
    scopeIds.forEach(id -> table.add(new ApprovalEntity(parties, id, approval)));
  }

  @Override
  public void remember(Parties parties, Collection<String> scopeIds, Approval approval) {
    if (scopeIds.isEmpty()) {
      return;
    }
    Map<String, ApprovalEntity> stored = AnswerTable.byScope(table.between(parties));
    for (String scopeId : scopeIds) {
      ApprovalEntity earlier = stored.get(scopeId);
      if (earlier == null) {
        table.add(new ApprovalEntity(parties, scopeId, approval));
      } else if (approval.asked()) {
        earlier.asked();
      }
    }
  }

  @Override
  public void forget(Parties parties, Collection<String> scopeIds) {
    table.remove(parties, scopeIds);
  }

  @Override
  public void forgetAll(Parties parties) {
    table.removeAll(parties);
  }
}
