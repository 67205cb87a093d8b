package io.github.scopekeeper.keycloak.consent.jpa;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.jpa.entities.ClientEntity;
import org.keycloak.models.jpa.entities.ClientScopeEntity;
import org.keycloak.models.jpa.entities.ComponentEntity;
import org.keycloak.models.jpa.entities.UserEntity;
import org.keycloak.storage.StorageId;

/** Rows about something that Keycloak does not have any more. */
final class Orphans {

  private final EntityManager em;

  Orphans(EntityManager em) {
    this.em = em;
  }

  /** Their ids. Whom a storage provider keeps is there as long as the provider is. */
  <E extends AnswerEntity> List<String> among(Collection<E> rows) {
    Set<String> users = gone(rows, row -> row.parties().userId(), UserEntity.class);
    Set<String> clients = gone(rows, row -> row.parties().clientId(), ClientEntity.class);
    Set<String> scopes = gone(rows, Orphans::scopeId, ClientScopeEntity.class);
    return rows.stream()
        .filter(
            row ->
                users.contains(row.parties().userId())
                    || clients.contains(row.parties().clientId())
                    || scopes.contains(Objects.requireNonNullElse(scopeId(row), "")))
        .map(AnswerEntity::id)
        .toList();
  }

  private static String scopeId(AnswerEntity row) {
    if (row instanceof ScopeAnswer answer) {
      return answer.clientScopeId();
    }
    return row instanceof GrantEntity grant ? grant.clientScopeId() : null;
  }

  private <E> Set<String> gone(Collection<E> rows, Function<E, String> key, Class<?> entity) {
    Set<String> all = rows.stream().map(key).filter(Objects::nonNull).collect(Collectors.toSet());
    Set<String> local = all.stream().filter(StorageId::isLocalStorage).collect(Collectors.toSet());
    Set<String> providers =
        all.stream()
            .filter(id -> !StorageId.isLocalStorage(id))
            .map(id -> new StorageId(id).getProviderId())
            .collect(Collectors.toSet());
    local.removeAll(existing(local, entity));
    providers.removeAll(existing(providers, ComponentEntity.class));
    all.removeIf(
        id ->
            StorageId.isLocalStorage(id)
                ? !local.contains(id)
                : !providers.contains(new StorageId(id).getProviderId()));
    return all;
  }

  private List<String> existing(Set<String> ids, Class<?> entity) {
    return ids.isEmpty()
        ? List.of()
        : em.createQuery(
                "select e.id from " + entity.getSimpleName() + " e where e.id in (:ids)",
                String.class)
            .setParameter("ids", ids)
            .getResultList();
  }
}
