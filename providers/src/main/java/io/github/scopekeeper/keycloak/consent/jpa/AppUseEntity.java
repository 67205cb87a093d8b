package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** When one user last signed in to one app. */
@Entity
@Table(name = "SCOPE_APP_USE")
public class AppUseEntity extends AnswerEntity {

  @Column(name = "USED_AT", nullable = false)
  private long usedAt;

  protected AppUseEntity() {}

  AppUseEntity(Parties parties) {
    super(parties);
  }

  /** Milliseconds since 1970. */
  long usedAt() {
    return usedAt;
  }

  void usedAt(long millis) {
    usedAt = millis;
  }
}
