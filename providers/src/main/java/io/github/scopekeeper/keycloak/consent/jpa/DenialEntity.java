package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** One "no" of one user to one scope of one app. */
@Entity
@Table(name = "SCOPE_DENIAL")
public class DenialEntity extends AnswerEntity implements ScopeAnswer {

  @Column(name = "CLIENT_SCOPE_ID", length = 36, nullable = false)
  private String clientScopeId;

  @Column(name = "DENIED_AT", nullable = false)
  private long deniedAt;

  /** Null in rows that are older than the column. */
  @Column(name = "WITHHELD_COUNT")
  private Integer withheldCount;

  protected DenialEntity() {}

  DenialEntity(Parties parties, String clientScopeId) {
    super(parties);
    this.clientScopeId = clientScopeId;
  }

  @Override
  public String clientScopeId() {
    return clientScopeId;
  }

  /** Milliseconds since 1970. */
  long deniedAt() {
    return deniedAt;
  }

  /** A new no: what was counted since the last one counts no more. */
  void deniedAt(long millis) {
    deniedAt = millis;
    withheldCount = 0;
  }
}
