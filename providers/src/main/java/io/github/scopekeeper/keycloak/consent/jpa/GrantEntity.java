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

  protected GrantEntity() {}

  GrantEntity(Parties parties, String grantId, String clientScopeId) {
    super(parties);
    this.grantId = grantId;
    this.clientScopeId = clientScopeId;
  }

  String grantId() {
    return grantId;
  }

  /** Null in the row that stands for the grant itself. */
  String clientScopeId() {
    return clientScopeId;
  }
}
