package io.github.scopekeeper.keycloak.consent.jpa;

import io.github.scopekeeper.core.consent.Denials;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Denials in Keycloak's own database and in the transaction of the request. */
public final class JpaDenials implements Denials {

  private final EntityManager em;

  public JpaDenials(KeycloakSession session) {
    this.em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
  }

  @Override
  public Map<String, Instant> deniedAt(Between parties) {
    return stored(parties).entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, e -> Instant.ofEpochMilli(e.getValue().deniedAt())));
  }

  @Override
  public void remember(Between parties, Collection<String> scopeIds, Instant at) {
    if (scopeIds.isEmpty()) {
      return;
    }
    Map<String, DenialEntity> stored = stored(parties);
    for (String scopeId : scopeIds) {
      DenialEntity denial = stored.get(scopeId);
      if (denial == null) {
        denial =
            new DenialEntity(
                KeycloakModelUtils.generateId(),
                parties.realmId(),
                parties.userId(),
                parties.clientId(),
                scopeId);
        em.persist(denial);
      }
      denial.deniedAt(at.toEpochMilli());
    }
  }

  @Override
  public void forget(Between parties, Collection<String> scopeIds) {
    if (!scopeIds.isEmpty()) {
      stored(parties).values().stream()
          .filter(denial -> scopeIds.contains(denial.clientScopeId()))
          .forEach(em::remove);
    }
  }

  private Map<String, DenialEntity> stored(Between parties) {
    return em
        .createNamedQuery(DenialEntity.BETWEEN, DenialEntity.class)
        .setParameter("realm", parties.realmId())
        .setParameter("user", parties.userId())
        .setParameter("client", parties.clientId())
        .getResultList()
        .stream()
        .collect(Collectors.toMap(DenialEntity::clientScopeId, Function.identity()));
  }
}
