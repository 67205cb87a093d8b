package io.github.scopekeeper.keycloak.consent.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/** One "no" of one user to one scope of one app. */
@Entity
@Table(name = "SCOPE_DENIAL")
@NamedQuery(
    name = DenialEntity.BETWEEN,
    query =
        "select d from DenialEntity d where d.realmId = :realm and d.userId = :user"
            + " and d.clientId = :client")
@NamedQuery(
    name = DenialEntity.DELETE_BY_USER,
    query = "delete from DenialEntity d where d.realmId = :realm and d.userId = :id")
@NamedQuery(
    name = DenialEntity.DELETE_BY_CLIENT,
    query = "delete from DenialEntity d where d.realmId = :realm and d.clientId = :id")
@NamedQuery(
    name = DenialEntity.DELETE_BY_SCOPE,
    query = "delete from DenialEntity d where d.realmId = :realm and d.clientScopeId = :id")
@NamedQuery(
    name = DenialEntity.DELETE_BY_REALM,
    query = "delete from DenialEntity d where d.realmId = :realm")
public class DenialEntity {

  static final String BETWEEN = "scopeDenialsBetween";
  static final String DELETE_BY_USER = "deleteScopeDenialsByUser";
  static final String DELETE_BY_CLIENT = "deleteScopeDenialsByClient";
  static final String DELETE_BY_SCOPE = "deleteScopeDenialsByScope";
  static final String DELETE_BY_REALM = "deleteScopeDenialsByRealm";

  @Id
  @Column(name = "ID", length = 36)
  private String id;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  private String realmId;

  @Column(name = "USER_ID", length = 255, nullable = false)
  private String userId;

  @Column(name = "CLIENT_ID", length = 255, nullable = false)
  private String clientId;

  @Column(name = "CLIENT_SCOPE_ID", length = 36, nullable = false)
  private String clientScopeId;

  @Column(name = "DENIED_AT", nullable = false)
  private long deniedAt;

  protected DenialEntity() {}

  DenialEntity(String id, String realmId, String userId, String clientId, String clientScopeId) {
    this.id = id;
    this.realmId = realmId;
    this.userId = userId;
    this.clientId = clientId;
    this.clientScopeId = clientScopeId;
  }

  String clientScopeId() {
    return clientScopeId;
  }

  /** Milliseconds since 1970. */
  long deniedAt() {
    return deniedAt;
  }

  void deniedAt(long millis) {
    deniedAt = millis;
  }
}
