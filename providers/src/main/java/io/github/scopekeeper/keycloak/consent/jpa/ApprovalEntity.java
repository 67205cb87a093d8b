package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Approvals.Approval;
import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** Since when one user allows one scope to one app. */
@Entity
@Table(name = "SCOPE_APPROVAL")
public class ApprovalEntity extends AnswerEntity implements ScopeAnswer {

  @Column(name = "CLIENT_SCOPE_ID", length = 36, nullable = false)
  private String clientScopeId;

  @Column(name = "APPROVED_AT", nullable = false)
  private long approvedAt;

  @Column(name = "ASKED", nullable = false)
  private boolean asked;

  protected ApprovalEntity() {}

  ApprovalEntity(Parties parties, String clientScopeId, Approval approval) {
    super(parties);
    this.clientScopeId = clientScopeId;
    this.approvedAt = approval.since().toEpochMilli();
    this.asked = approval.asked();
  }

  @Override
  public String clientScopeId() {
    return clientScopeId;
  }

  Approval approval() {
    return new Approval(Instant.ofEpochMilli(approvedAt), asked);
  }

  void asked() {
    asked = true;
  }
}
