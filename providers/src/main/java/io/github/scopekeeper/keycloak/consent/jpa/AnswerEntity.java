package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Parties;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Something that stands between one user and one app. */
@MappedSuperclass
public abstract class AnswerEntity {

  @Id
  @Column(name = "ID", length = 36)
  private String id;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  private String realmId;

  @Column(name = "USER_ID", length = 255, nullable = false)
  private String userId;

  @Column(name = "CLIENT_ID", length = 255, nullable = false)
  private String clientId;

  protected AnswerEntity() {}

  protected AnswerEntity(Parties parties) {
    this.id = KeycloakModelUtils.generateId();
    this.realmId = parties.realmId();
    this.userId = parties.userId();
    this.clientId = parties.clientId();
  }

  String id() {
    return id;
  }

  Parties parties() {
    return new Parties(realmId, userId, clientId);
  }
}
