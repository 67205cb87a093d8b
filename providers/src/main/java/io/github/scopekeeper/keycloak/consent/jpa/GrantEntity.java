package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One scope of a grant; each grant has a row without a scope, too. */
@Entity
@Table(name = "SCOPE_GRANT")
public class GrantEntity extends AnswerEntity {

  @Column(name = "GRANT_ID", length = 64, nullable = false)
  private String grantId;

  @Column(name = "CLIENT_SCOPE_ID", length = 36)
  private String clientScopeId;

  /** Of the row that stands for the grant; null in rows that are older than the column. */
  @Column(name = "USED_AT")
  private Long usedAt;

  protected GrantEntity() {}

  GrantEntity(Parties parties, String grantId, String clientScopeId) {
    super(parties);
    this.grantId = grantId;
    this.clientScopeId = clientScopeId;
  }

  Long usedAt() {
    return usedAt;
  }

  void usedAt(long millis) {
    usedAt = millis;
  }

  String grantId() {
    return grantId;
  }

  /** Null in the row that stands for the grant itself. */
  String clientScopeId() {
    return clientScopeId;
  }
}
