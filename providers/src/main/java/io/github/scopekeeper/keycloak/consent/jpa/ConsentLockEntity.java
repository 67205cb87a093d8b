package io.github.scopekeeper.keycloak.consent.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row that says nothing: transactions lock it. */
@Entity
@Table(name = "SCOPE_CONSENT_LOCK")
public class ConsentLockEntity {

  @Id
  @Column(name = "SLOT")
  private int slot;

  protected ConsentLockEntity() {}

  ConsentLockEntity(int slot) {
    this.slot = slot;
  }
}
